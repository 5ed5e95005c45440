/** The bureau's wordings for a field, filled in for this matter; the handler reads and changes them before they go. */
import { useQuery } from '@tanstack/react-query'
import { Button, Select } from 'antd'
import { useTranslation } from 'react-i18next'
import type { TemplateView } from '../../../../../src/templates/contract.ts'
import { get, query } from '../../api/client.ts'
import type { InputField, MatterView } from '../../api/types.ts'
import { useMe } from '../../frame/hooks.ts'
import { day } from '../../look/dates.ts'
import { say } from '../../text/language.ts'
import type { OutcomeValue } from './fields/outcomes.tsx'

const PURPOSES: readonly string[] = ['reply', 'opinion', 'notice', 'reason', 'note']

export const hasTemplates = (field: InputField): boolean => PURPOSES.includes(field.contentKind ?? '')

/** Numbers of a list as official papers write them. */
const HAN = '一二三四五六七八九十'
export const listNumber = (n: number): string =>
  n <= 10
    ? HAN[n - 1]!
    : n < 20
      ? `十${HAN[n - 11]}`
      : `${HAN[Math.floor(n / 10) - 1]}十${n % 10 ? HAN[(n % 10) - 1] : ''}`

/** Fills the blanks of a template; one that nothing is known for stays, so that it is seen. */
export function fillTemplate(body: string, facts: Readonly<Record<string, string>>): string {
  return body.replace(/\{(\w+)\}/g, (blank, name: string) =>
    Object.hasOwn(facts, name) && facts[name] !== '' ? facts[name]! : blank,
  )
}

interface Props {
  field: InputField
  matter: MatterView
  outcomes: OutcomeValue[] | undefined
  onInsert: (text: string) => void
}

export function TemplateBar({ field, matter, outcomes, onInsert }: Props) {
  const { t } = useTranslation()
  const me = useMe()
  const purpose = field.contentKind ?? ''
  const { data } = useQuery({
    queryKey: ['templates', purpose, matter.procedure],
    queryFn: async ({ signal }) =>
      (
        await get<{ items: TemplateView[] }>(
          `/templates${query({ purpose, procedure: matter.procedure })}`,
          signal,
        )
      ).items,
    staleTime: 300_000,
  })
  const long = purpose === 'reply' || purpose === 'opinion'
  const answered = (outcomes ?? []).filter((o) => o.words.trim() !== '')
  if ((!data || data.length === 0) && !long) return null
  const facts = {
    number: matter.number,
    subject: matter.subject ?? '',
    demands: matter.demands.map((d, i) => `${i + 1}. ${d.text ?? ''}`).join('\n'),
    unit: say(me.unit.name),
    bureau: say(matter.bureau.name),
    today: day(me.today, { year: true }),
  }
  const compose = () =>
    matter.demands
      .flatMap((d, i) => {
        const o = answered.find((x) => x.demandId === d.demandId)
        if (!o) return []
        const basis = o.basis.trim() ? `（${t('matter.basis')}${o.basis.trim()}）` : ''
        return [`${listNumber(i + 1)}、${d.text ?? ''}\n${o.words.trim()}${basis}`]
      })
      .join('\n\n')
  return (
    <span className="template-bar">
      {data && data.length > 0 && (
        <Select
          size="small"
          aria-label={t('template.choose')}
          placeholder={t('template.choose')}
          value={null}
          showSearch={{ optionFilterProp: 'label' }}
          popupMatchSelectWidth={320}
          options={data.map((x) => ({ value: x.templateId, label: x.name }))}
          onChange={(id: string | null) => {
            const template = data.find((x) => x.templateId === id)
            if (template) onInsert(fillTemplate(template.body, facts))
          }}
        />
      )}
      {long && answered.length > 0 && (
        <Button size="small" onClick={() => onInsert(compose())}>
          {t('template.compose')}
        </Button>
      )}
    </span>
  )
}

/** The demands beside a long text, so that nothing asked is forgotten while writing. */
export function DemandsBeside({ matter }: { matter: MatterView }) {
  const { t } = useTranslation()
  return (
    <aside className="demands-beside" aria-label={t('template.demandsBeside')}>
      <p className="quiet">{t('template.demandsBeside')}</p>
      <ol>
        {matter.demands.map((d) => (
          <li key={d.demandId}>{d.text ?? t('matter.gone')}</li>
        ))}
      </ol>
    </aside>
  )
}
