/**
 * The reply check: beside the reply while it is written, and with the reply itself before it is approved. It asks what a
 * careful reader would ask and says where it looked; whoever writes or approves decides.
 */
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type {
  CheckBodyView,
  FindingView,
  PlaceView,
  ReasonView,
  ReplyCheckView,
} from '../../../../src/replycheck/contract.ts'
import { newKey, post } from '../api/client.ts'
import type { InputField, MatterView } from '../api/types.ts'
import type { OutcomeValue } from '../cases/matter/fields/outcomes.tsx'
import type { Task } from '../cases/matter/tasks.ts'
import { useSettled } from '../cases/register/hints.tsx'
import { Chip } from '../frame/chip.tsx'
import { useWords, type WordKey } from '../text/words.ts'
import './reply-check.css'

const LEAST_TEXT = 10
const isReply = (kind: string | undefined) => kind === 'reply' || kind === 'opinion'

interface Checked {
  body: CheckBodyView
  /** Where a part is typed, by its id; null while approving, where the reply is shown instead. */
  fieldOf: ((part: string) => string | null) | null
}

/** What is being written or approved in this task; null where there is no reply in it. */
export function replyOf(
  task: Task,
  matter: MatterView,
  values: Readonly<Record<string, unknown>>,
): Checked | null {
  if (task.kind !== 'step') return null
  const fields: readonly InputField[] = task.action.input
  const words = fields.find((f) => f.kind === 'text' && isReply(f.contentKind))
  if (words) {
    const each = fields.find((f) => f.kind === 'outcomes')
    const outcomes = (each ? (values[each.name] as OutcomeValue[] | undefined) : undefined) ?? []
    return {
      body: {
        reply: String(values[words.name] ?? ''),
        outcomes: outcomes.map(({ demandId, words: said, basis }) => ({ demandId, words: said, basis })),
      },
      fieldOf: (part) => {
        if (part === 'reply') return `in-${words.name}`
        const [demand, of = 'words'] = part.split('.')
        return each ? `in-${each.name}-${demand}-${of}` : null
      },
    }
  }
  if (!task.action.id.startsWith('approve-')) return null
  const told = matter.timeline
    .filter((e) => e.proceedingId === task.proceeding.proceedingId)
    .flatMap((e) => e.texts)
    .filter((x) => isReply(x.kind) && x.text !== null)
    .at(-1)
  if (!told) return null
  const outcomes = matter.demands.map(({ demandId, outcome }) => ({
    demandId,
    words: outcome?.words ?? '',
    basis: outcome?.basis ?? '',
  }))
  return { body: { reply: told.text ?? '', outcomes }, fieldOf: null }
}

interface Props {
  task: Task
  matter: MatterView
  values: Readonly<Record<string, unknown>>
}

export function ReplyCheck({ task, matter, values }: Props) {
  const checked = replyOf(task, matter, values)
  return checked && <Check matterId={matter.matterId} {...checked} />
}

function Check({ matterId, body, fieldOf }: Checked & { matterId: string }) {
  const t = useWords()
  const text = useSettled(JSON.stringify(body))
  const settled = JSON.parse(text) as CheckBodyView
  const enough = settled.reply.trim().length >= LEAST_TEXT
  const { data, isError } = useQuery({
    queryKey: ['reply-check', matterId, text],
    queryFn: () => post<ReplyCheckView>(`/matters/${matterId}/reply-checks`, newKey(), settled),
    enabled: enough,
    staleTime: 60_000,
    gcTime: 60_000,
    retry: false,
    placeholderData: (old) => old,
  })
  if (!enough) return null
  const findings = data?.findings ?? []
  const looks = findings.filter((f) => f.verdict === 'look').length
  return (
    <section className="reply-check" aria-labelledby="reply-check">
      <h3 id="reply-check">{t('replycheck.title')}</h3>
      <p className="quiet">{t('replycheck.help')}</p>
      <p role="status">
        {isError
          ? t('replycheck.failed')
          : findings.length === 0
            ? t('replycheck.reading')
            : looks === 0
              ? t('replycheck.nothing')
              : t('replycheck.looks', { n: looks })}
      </p>
      <div className={fieldOf ? undefined : 'reply-check-two'}>
        {!fieldOf && <Marked text={body.reply} findings={findings} />}
        <ul className="plain reply-check-list">
          {findings.map((f) => (
            <Finding key={f.question} finding={f} fieldOf={fieldOf} />
          ))}
        </ul>
      </div>
    </section>
  )
}

const TONES = { found: 'green', look: 'amber', none: 'plain' } as const

function Finding({ finding: f, fieldOf }: { finding: FindingView; fieldOf: Checked['fieldOf'] }) {
  const t = useWords()
  return (
    <li>
      <p>
        <strong>{t(`replycheck.question.${f.question}`)}</strong>{' '}
        <Chip tone={TONES[f.verdict]}>{t(`replycheck.verdict.${f.verdict}`)}</Chip>
      </p>
      <ul>
        {f.reasons.map((r, i) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: reasons have no name of their own and keep their order
          <li key={i}>
            {t(`replycheck.reason.${f.question}.${r.code}` as WordKey, r.values)} <OtherMatter of={r} />
            {r.places.filter(firstOfItsWords).map((p) => (
              <Quote key={`${p.part} ${p.from}`} place={p} field={fieldOf?.(p.part) ?? null} />
            ))}
          </li>
        ))}
      </ul>
    </li>
  )
}

/** One reply sent to each demand says the same in every part: once is enough. */
const firstOfItsWords = (place: PlaceView, i: number, all: readonly PlaceView[]) =>
  all.findIndex((p) => p.words === place.words) === i

function OtherMatter({ of: { matter } }: { of: ReasonView }) {
  return (
    matter && (
      <Link to="/matters/$matterId" params={{ matterId: matter.matterId }} target="_blank">
        {matter.number}
      </Link>
    )
  )
}

/** Words of the reply; a press goes to where they are typed. */
function Quote({ place, field }: { place: PlaceView; field: string | null }) {
  const t = useWords()
  const words = place.words.length > 40 ? `${place.words.slice(0, 40)}…` : place.words
  if (!field) return <q>{words}</q>
  const go = () => {
    const area = document.getElementById(field)
    if (!(area instanceof HTMLTextAreaElement || area instanceof HTMLInputElement)) return
    area.focus()
    area.setSelectionRange(place.from, place.to)
  }
  return (
    <button type="button" className="reply-check-go" onClick={go} title={t('replycheck.go')}>
      <q>{words}</q>
    </button>
  )
}

/** The reply as it stands, with what the check asks to look at marked in it. */
function Marked({ text, findings }: { text: string; findings: readonly FindingView[] }) {
  const t = useWords()
  const places = findings
    .filter((f) => f.verdict === 'look')
    .flatMap((f) => f.reasons.flatMap((r) => r.places))
    .filter((p) => p.part === 'reply')
    .sort((a, b) => a.from - b.from || b.to - a.to)
  const pieces: { from: number; words: string; marked: boolean }[] = []
  let at = 0
  for (const p of places) {
    if (p.to <= at) continue
    const from = Math.max(p.from, at)
    pieces.push({ from: at, words: text.slice(at, from), marked: false })
    pieces.push({ from, words: text.slice(from, p.to), marked: true })
    at = p.to
  }
  pieces.push({ from: at, words: text.slice(at), marked: false })
  return (
    <div>
      <h4>{t('replycheck.reply')}</h4>
      <p className="words reply-check-words">
        {pieces
          .filter((p) => p.words !== '')
          .map((p) => (p.marked ? <mark key={p.from}>{p.words}</mark> : p.words))}
      </p>
    </div>
  )
}
