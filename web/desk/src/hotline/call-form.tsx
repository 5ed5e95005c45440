/**
 * What the caller says, and what is made of it: answered at once, or an order. Everything by keyboard: Ctrl+Enter makes the
 * order, Alt+Enter answers at once, Alt and a digit takes what the knowledge base has found.
 */

import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Button, Input, Select } from 'antd'
import { type KeyboardEvent, useRef, useState } from 'react'
import { isProblem, post } from '../api/client.ts'
import { useCommand } from '../api/command.ts'
import { CategorySelect } from '../frame/category-select.tsx'
import { Field } from '../frame/field.tsx'
import { useKeyHelp } from '../frame/keys.ts'
import { ProblemNote, useFieldWords } from '../frame/problem.tsx'
import { UnitSelect } from '../frame/unit-select.tsx'
import { articleQuery, type Found } from '../knowledge/queries.ts'
import { say } from '../text/language.ts'
import { useWords } from '../text/words.ts'
import { type Call, guideQuery, type Limit, type Made, type Scribble } from './queries.ts'
import { useScribble } from './scribble.ts'
import { CallerOrders, KnowledgeBeside, PossibleSame, useFound } from './side.tsx'

interface Props {
  call: Call
  first: Scribble | null
  /** Something was made of this call already. */
  done: boolean
  onMade: (made: Made) => void
}

const orNull = (text: string) => (text.trim() === '' ? null : text.trim())

export function CallForm({ call, first, done, onMade }: Props) {
  const t = useWords()
  const client = useQueryClient()
  const words = useFieldWords()
  const [s, set] = useScribble(call.callId, first)
  const found = useFound(s.words)
  const [missing, setMissing] = useState<string | null>(null)
  const box = useRef<HTMLDivElement>(null)
  const changes = { changes: [['hotline']] }
  const order = useCommand(
    (_: null, key) =>
      post<Made>(`/hotline/calls/${call.callId}/orders`, key, {
        words: s.words.trim(),
        subject: orNull(s.subject),
        place: orNull(s.place),
        category: orNull(s.category),
        kind: s.kind,
        urgency: s.urgency,
        secrecy: s.secrecy,
        name: orNull(s.name),
        phone: orNull(s.phone),
        demands: s.demands.map((d) => d.trim()).filter(Boolean),
        unitId: s.unitId || null,
      }),
    { ...changes, done: onMade },
  )
  const answer = useCommand(
    (_: null, key) =>
      post<Made>(`/hotline/calls/${call.callId}/answers`, key, {
        asked: s.words.trim(),
        reply: s.reply.trim(),
        basis: s.basis.trim(),
        articleId: s.articleId || null,
        place: orNull(s.place),
        category: orNull(s.category),
        name: orNull(s.name),
        phone: orNull(s.phone),
        secrecy: s.secrecy,
      }),
    { ...changes, done: onMade },
  )
  const link = useCommand(
    (matterId: string, key) =>
      post(`/hotline/calls/${call.callId}/links`, key, { matterId, words: s.words.trim() }),
    changes,
  )
  const busy = order.isPending || answer.isPending || link.isPending
  const lacks = (field: 'words' | 'reply' | 'basis'): boolean => {
    if (s[field].trim() !== '') return false
    setMissing(field)
    document.getElementById(`call-${field}`)?.focus()
    return true
  }
  const makeOrder = () => {
    if (!busy && !lacks('words')) order.mutate(null)
  }
  const answerNow = () => {
    if (!busy && !lacks('words') && !lacks('reply') && !lacks('basis')) answer.mutate(null)
  }
  const take = async (f: Found) => {
    const a = await client.fetchQuery(articleQuery(f.articleId))
    if (!a.published) return
    const { answer: said, materials, basis } = a.published
    const reply = materials ? `${said}\n${t('knowledge.takenMaterials', { materials })}` : said
    setMissing(null)
    set({ reply, basis, articleId: f.articleId, category: s.category || (a.published.category ?? '') })
    document.getElementById('call-reply')?.focus()
  }
  const onKey = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
      event.preventDefault()
      makeOrder()
    } else if (event.key === 'Enter' && event.altKey) {
      event.preventDefault()
      answerNow()
    } else if (event.altKey && /^Digit[1-5]$/.test(event.code)) {
      const f = found[Number(event.code.slice(5)) - 1]
      if (f) {
        event.preventDefault()
        void take(f)
      }
    }
  }
  useKeyHelp([
    ['Ctrl+Enter', t('hotline.makeOrder')],
    ['Alt+Enter', t('hotline.answerNow')],
    ['Alt+1…5', t('hotline.takeNumber')],
  ])
  const wrong = (field: string) =>
    missing === field
      ? t('hotline.needed')
      : [order.error, answer.error].flatMap((e) =>
          isProblem(e) && e.problem.field === field ? [words(e)] : [],
        )[0]
  const failed = order.error ?? answer.error ?? link.error
  const typed = (field: keyof Scribble) => (e: { target: { value: string } }) => {
    if (missing === field) setMissing(null)
    set({ [field]: e.target.value })
  }
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: keys of the whole form, each with a button of its own
    <div className="hotline-work" ref={box} onKeyDown={onKey}>
      <section className="sheet pad" aria-label={t('hotline.form')}>
        <Field id="call-words" label={t('hotline.words')} required error={wrong('words')}>
          {(c) => (
            <Input.TextArea
              {...c}
              rows={4}
              maxLength={20_000}
              value={s.words}
              placeholder={t('hotline.wordsExample')}
              onChange={typed('words')}
            />
          )}
        </Field>
        <div className="hotline-fields">
          <Field id="call-place" label={t('hotline.place')}>
            {(c) => <Input {...c} maxLength={500} value={s.place} onChange={typed('place')} />}
          </Field>
          <Field id="call-category" label={t('hotline.category')}>
            {(c) => <CategorySelect {...c} value={s.category} onChange={(category) => set({ category })} />}
          </Field>
          <Field id="call-kind" label={t('hotline.kind')}>
            {(c) => (
              <Select
                {...c}
                value={s.kind}
                options={(['inquiry', 'help', 'complaint', 'suggestion'] as const).map((value) => ({
                  value,
                  label: t(`hotline.kinds.${value}`),
                }))}
                onChange={(kind) => set({ kind })}
              />
            )}
          </Field>
          <Urgency s={s} set={set} />
          <Field id="call-secrecy" label={t('hotline.secrecy')} help={t(`secrecyHelp.${s.secrecy}`)}>
            {(c) => (
              <Select
                {...c}
                value={s.secrecy}
                options={(['none', 'name', 'matter'] as const).map((value) => ({
                  value,
                  label: t(`secrecy.${value}`),
                }))}
                onChange={(secrecy) => set({ secrecy })}
              />
            )}
          </Field>
          <Field id="call-name" label={t('hotline.name')}>
            {(c) => (
              <Input {...c} maxLength={100} autoComplete="off" value={s.name} onChange={typed('name')} />
            )}
          </Field>
          <Field id="call-phone" label={t('hotline.phone')} help={t('hotline.phoneHelp')}>
            {(c) => (
              <Input
                {...c}
                maxLength={40}
                autoComplete="off"
                placeholder={call.phone ?? ''}
                value={s.phone}
                onChange={typed('phone')}
              />
            )}
          </Field>
          <Field id="call-unit" label={t('hotline.unit')} help={t('hotline.unitHelp')}>
            {(c) => <UnitSelect {...c} value={s.unitId} onChange={(unitId) => set({ unitId })} />}
          </Field>
        </div>
        <Field id="call-demands" label={t('hotline.demands')} help={t('hotline.demandsHelp')}>
          {(c) => (
            <Input.TextArea
              {...c}
              rows={2}
              value={s.demands.join('\n')}
              onChange={(e) =>
                set({ demands: e.target.value === '' ? [] : e.target.value.split('\n').slice(0, 20) })
              }
            />
          )}
        </Field>
        <div className="hotline-buttons">
          <Button type="primary" loading={order.isPending} disabled={busy || done} onClick={makeOrder}>
            {t(s.unitId ? 'hotline.makeAndSend' : 'hotline.makeOrder')} <kbd>Ctrl+Enter</kbd>
          </Button>
        </div>
        <hr className="hotline-rule" />
        <Field
          id="call-reply"
          label={t('hotline.reply')}
          help={t('hotline.replyHelp')}
          error={wrong('reply')}
        >
          {(c) => (
            <Input.TextArea {...c} rows={4} maxLength={8000} value={s.reply} onChange={typed('reply')} />
          )}
        </Field>
        <Field id="call-basis" label={t('hotline.basis')} error={wrong('basis')}>
          {(c) => <Input {...c} maxLength={2000} value={s.basis} onChange={typed('basis')} />}
        </Field>
        <div className="hotline-buttons">
          <Button type="primary" loading={answer.isPending} disabled={busy || done} onClick={answerNow}>
            {t('hotline.answerNow')} <kbd>Alt+Enter</kbd>
          </Button>
        </div>
        {failed && <ProblemNote error={failed} />}
      </section>
      <div className="hotline-side">
        <CallerOrders call={call} words={s.words} onLink={(id) => link.mutate(id)} busy={busy} />
        <KnowledgeBeside words={s.words} found={found} chosen={s.articleId} onTake={(f) => void take(f)} />
        <PossibleSame
          words={s.words}
          place={s.place}
          busy={busy}
          onLink={(id) => {
            if (!lacks('words')) link.mutate(id)
          }}
        />
      </div>
    </div>
  )
}

const URGENCIES = ['general', 'utility', 'urgent'] as const

/** How urgent, with the limits that follow, each marked as what it is. */
function Urgency({ s, set }: { s: Scribble; set: (part: Partial<Scribble>) => void }) {
  const t = useWords()
  const { data } = useQuery(guideQuery)
  const limits = data?.limits ?? []
  const general = limits.find((l) => l.urgency === 'general')
  const own = limits.find((l) => l.urgency === s.urgency)
  const line = (l: Limit) =>
    t('hotline.limit', {
      name: say(l.name),
      length: t(`hotline.length.${l.unit}`, { n: l.length }),
      mark: t(l.mark === 'V' && !l.local ? 'hotline.mark.verified' : 'hotline.mark.local'),
    })
  const typed = limits.find((l) => l.type === s.kind)
  const shown = [own, s.urgency === 'general' ? undefined : general, typed].filter((l) => l !== undefined)
  return (
    <Field
      id="call-urgency"
      label={t('hotline.urgency')}
      help={
        <>
          {shown.map((l) => (
            <span key={l.ruleId} className="hotline-limit" title={say(l.source)}>
              {line(l)}
            </span>
          ))}
        </>
      }
    >
      {(c) => (
        <Select
          {...c}
          value={s.urgency}
          options={URGENCIES.map((value) => ({ value, label: t(`hotline.urgencies.${value}`) }))}
          onChange={(urgency) => set({ urgency })}
        />
      )}
    </Field>
  )
}
