/** All words of the portal, in one language at a time. */
import type { Lang } from '../../kernel/errors/index.ts'
import { COMMON, ERRORS, HOME } from './common.ts'
import { DISCLOSURE } from './disclosure.ts'
import { DUTY } from './duty.ts'
import { DATA, FIGURES, LEDGER, REPORT } from './figures.ts'
import { FINANCE } from './finance.ts'
import { KNOWLEDGE } from './knowledge.ts'
import { FOLLOW, MY } from './my.ts'
import { NAV } from './nav.ts'
import { CONSENT, PUBLISHED } from './openness.ts'
import { PHONE, SEND } from './phone.ts'
import { CHANNELS, FRONT, SUGGEST } from './public-pages.ts'
import { CHECK, RECEIPT } from './receipt.ts'
import { RECEPTION } from './reception.ts'
import { REVIEW } from './review.ts'
import { SERVICE } from './service.ts'
import { TELL_LANES } from './tell-lanes.ts'
import { TELL } from './tell-us.ts'
import { type Localised, localise } from './words.ts'

export { fill, localise, type Words, type WordTree, w } from './words.ts'

export const TEXTS = {
  common: COMMON,
  nav: NAV,
  home: HOME,
  errors: ERRORS,
  tell: TELL,
  receipt: RECEIPT,
  follow: FOLLOW,
  my: MY,
  review: REVIEW,
  check: CHECK,
  phone: PHONE,
  send: SEND,
  duty: DUTY,
  knowledge: KNOWLEDGE,
  figures: FIGURES,
  data: DATA,
  report: REPORT,
  ledger: LEDGER,
  reception: RECEPTION,
  front: FRONT,
  suggest: SUGGEST,
  channels: CHANNELS,
  published: PUBLISHED,
  consent: CONSENT,
  disclosure: DISCLOSURE,
  finance: FINANCE,
  service: SERVICE,
} as const

export type Texts = Localised<typeof TEXTS>

const LOCALISED: Readonly<Record<Lang, Texts>> = { zh: localise(TEXTS, 'zh'), en: localise(TEXTS, 'en') }

export const textsIn = (lang: Lang): Texts => LOCALISED[lang]

const LANES: Readonly<Record<Lang, Localised<typeof TELL_LANES>>> = {
  zh: localise(TELL_LANES, 'zh'),
  en: localise(TELL_LANES, 'en'),
}

/** The words of the way in as a lane has them; those of a petition where it has none of its own, or none is chosen yet. */
export function tellWords(lang: Lang, kind: string | null): Texts['tell'] {
  const { tell } = LOCALISED[lang]
  if (!kind || !Object.hasOwn(LANES[lang], kind)) return tell
  const own = LANES[lang][kind as keyof typeof TELL_LANES]
  const merged = Object.entries(own).map(([page, words]) => [
    page,
    { ...(tell[page as keyof typeof tell] as object), ...words },
  ])
  return { ...tell, ...Object.fromEntries(merged) }
}
