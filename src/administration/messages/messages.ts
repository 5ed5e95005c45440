/** A bureau's own words of its messages (告知短信模板): checked, previewed, kept by version. */
import { audit, type Command, once } from '../../bureau/index.ts'
import { type Refusal, refuse } from '../../kernel/errors/index.ts'
import { withTx } from '../../kernel/postgres/connect.ts'
import {
  citizenText,
  insertOwnWords,
  isOther,
  isOwnable,
  listOwnWords,
  NOTICE_TEXTS,
  otherText,
  programWords,
  requiredVariables,
  variablesOf,
} from '../../notices/index.ts'
import type { MessageTemplate } from '../audit/contract.ts'
import type { Words } from '../contract.ts'
import type { AdministrationDeps } from '../deps.ts'

/** All templates with the bureau's words and their history. */
export async function readTemplates(deps: AdministrationDeps, bureauId: string): Promise<MessageTemplate[]> {
  const all = await withTx(deps.bureau.pool, { bureau: bureauId }, (tx) => listOwnWords(tx, bureauId), {
    readOnly: true,
  })
  return NOTICE_TEXTS.map((template) => {
    const history = all.filter((w) => w.template === template)
    const newest = history[0]
    return {
      template,
      program: programWords(template),
      own: newest && newest.words.zh !== '' ? newest.words : null,
      version: newest?.version ?? 0,
      fixed: !isOwnable(template),
      variables: [...variablesOf(template)],
      required: [...requiredVariables(template)],
      history: history.map(({ version, words, savedAt, accountId }) => ({
        version,
        words,
        savedAt,
        accountId,
      })),
    }
  })
}

/** Whether every variable is known and what must be there is. Pure. Refuses `administration.template_variable`. */
export function checkWords(template: string, words: Words): Refusal | undefined {
  const known = variablesOf(template)
  const required = requiredVariables(template)
  const inBraces = (names: readonly string[]) => names.map((n) => `{${n}}`).join(' ')
  for (const lang of ['zh', 'en'] as const) {
    const used = [...words[lang].matchAll(/\{([^{}]*)\}/g)].map((m) => m[1]!)
    const unknown = used.find((u) => !known.includes(u))
    const missing = required.find((r) => !used.includes(r))
    const variable = unknown ?? missing
    if (variable === undefined) continue
    return refuse('administration.template_variable', {
      field: `words.${lang}`,
      details: {
        variable: `{${variable}}`,
        known: inBraces(known),
        required: inBraces(required),
      },
    })
  }
  return undefined
}

const EXAMPLE = {
  number: 'QH-P2026-000123',
  where: 'https://example.cn/qinghe/follow',
  code: 'ABCDE-FGHJK',
  ended: {
    opinion: '某市信访局 某信复核〔2026〕1号 2026年3月2日',
    again: 'https://example.cn/qinghe/tell-us',
  },
}

/** As each of the other messages is filled where it is sent. */
const OTHER_EXAMPLE = {
  number: EXAMPLE.number,
  where: EXAMPLE.where,
  code: { zh: '查询码ABCDE-FGHJK。', en: ' Your code is ABCDE-FGHJK.' },
  minutes: '10',
  day: '2026-03-12',
  time: '09:30',
  reason: '…',
  place: '…',
  clock: { zh: '办理', en: 'handling' },
  due: '2026-03-20',
}

/** Characters of one text message with Chinese in it, and of each part of a longer one (GSM 03.38, UCS-2). */
const ONE = 70
const PART = 67

/** The text as a person would get it, and into how many messages it would be cut. Refuses as `saveWords`. */
export function previewWords(
  template: string,
  words: Words,
): { text: Words; parts: { zh: number; en: number } } | Refusal {
  if (!isOwnable(template)) return refuse('administration.unknown_template')
  const refused = checkWords(template, words)
  if (refused) return refused
  const text = isOther(template)
    ? otherText(
        template,
        template === 'one-time-code' ? { ...OTHER_EXAMPLE, code: '123456' } : OTHER_EXAMPLE,
        words,
      )
    : citizenText({ template, shielded: false, ...EXAMPLE }, words)
  const parts = (t: string) => ([...t].length <= ONE ? 1 : Math.ceil([...t].length / PART))
  return { text, parts: { zh: parts(text.zh), en: parts(text.en) } }
}

/**
 * Saves the next version of the words; null goes back to the program's.
 * Refuses `administration.unknown_template` (also one whose words are fixed), `administration.template_variable`,
 * `bureau.changed_meanwhile`.
 */
export async function saveWords(
  deps: AdministrationDeps,
  command: Command,
  template: string,
  input: { words: Words | null; expectedVersion: number },
): Promise<{ version: number } | Refusal> {
  if (!isOwnable(template)) return refuse('administration.unknown_template')
  const refused = input.words && checkWords(template, input.words)
  if (refused) return refused
  const { bureauId, accountId } = command.session
  const { now } = command
  return once(deps.bureau.pool, command, ['save-words', template, input], async (tx) => {
    const before = (await listOwnWords(tx, bureauId)).find((w) => w.template === template)
    if ((before?.version ?? 0) !== input.expectedVersion) return refuse('bureau.changed_meanwhile')
    const version = input.expectedVersion + 1
    const words = input.words ?? { zh: '', en: '' }
    if (!(await insertOwnWords(tx, bureauId, { template, version, words, now, accountId }))) {
      return refuse('bureau.changed_meanwhile')
    }
    const details = { template, version, before: before?.words ?? null, after: input.words }
    await audit(tx, { bureauId, accountId, action: 'message.saved', details, now })
    return { version }
  })
}
