/** Who looked at the person's data, as the person reads it. Pure. */
import type { CitizenView } from '../../cases/index.ts'
import { ROLE_LABELS } from '../../kernel/access/index.ts'
import type { Lang } from '../../kernel/errors/index.ts'
import { fill, textsIn } from '../texts/index.ts'

export interface Looks {
  access: { when: string; what: string; who: string }[]
  /** What the program did to send notices, in one sentence: so many lines of it would hide who looked. */
  accessNotices: string | null
}

export function looksOf(
  view: CitizenView,
  { shielded, when }: { shielded: boolean; when: (instant: string) => string },
  lang: Lang,
): Looks {
  return {
    access: view.access
      .filter((a) => !isNotice(a))
      .map((a) => ({
        when: when(a.at),
        what: accessText(a.what, a.reason, lang),
        who: shielded ? textsIn(lang).my.accessShielded : lookerText(a, lang),
      })),
    accessNotices: noticesText(view.access.filter(isNotice), when, lang),
  }
}

/** Unit and role at the time, never a name. */
function lookerText(a: CitizenView['access'][number], lang: Lang): string {
  const { my } = textsIn(lang)
  if (!a.unit) return my.accessProgram
  const roles = a.roles.map((r) => ROLE_LABELS[r][lang]).join(lang === 'zh' ? '、' : ', ')
  if (roles === '') return a.unit[lang]
  return lang === 'zh' ? `${a.unit.zh}（${roles}）` : `${a.unit.en} (${roles})`
}

/** The program's own notices carry a code, not a reason that a person wrote. */
const isNotice = (a: CitizenView['access'][number]): boolean => a.reason.startsWith('notice:')

function noticesText(
  all: CitizenView['access'],
  when: (instant: string) => string,
  lang: Lang,
): string | null {
  const last = all
    .map((a) => a.at)
    .toSorted()
    .at(-1)
  if (last === undefined) return null
  return fill(textsIn(lang).my.accessNotices, { n: all.length, when: when(last) })
}

function accessText(what: string, reason: string, lang: Lang): string {
  const { my } = textsIn(lang)
  const kind = (my.accessKinds as Record<string, string>)[what] ?? what
  // Codes of the program before a colon; what a person wrote as a reason is shown as it was written.
  const [, code = '', rest = ''] = /^(linked|return):(.*)$/s.exec(reason) ?? []
  const known = (my.accessReasons as Record<string, string>)[code || reason]
  const shown = known ? fill(known, { to: rest }) : reason
  return lang === 'zh' ? `${kind}（${shown}）` : `${kind} (${shown})`
}
