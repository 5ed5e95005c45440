/** From the words of a template to the text one person reads. Pure. */

/** What every contact gives; other names are asked once for the whole campaign. */
export const CONTACT_VARIABLES = ['name', 'township', 'bureau'] as const

const PLACE = /\{([a-z][a-z0-9_]{0,29})\}/g

/** Names of the variables of a text, each once, in their order. */
export const variablesIn = (body: string): string[] => [
  ...new Set([...body.matchAll(PLACE)].map((m) => m[1]!)),
]

/** Those of them that have to be given with a campaign. */
export const askedIn = (body: string): string[] =>
  variablesIn(body).filter((name) => !(CONTACT_VARIABLES as readonly string[]).includes(name))

/** Fills the variables; one without a value stays as it is written, so that a preview shows it. */
export const filled = (body: string, values: Readonly<Record<string, string>>): string =>
  body.replace(PLACE, (all, name: string) => (Object.hasOwn(values, name) ? values[name]! : all))

export const OPT_OUT_HINT = '回复TD退订'

/**
 * The whole text of a message: signature 【】 in front, as operators require of service messages, and how to opt out at the
 * end unless the words say so themselves.
 */
export function wholeText(signature: string, body: string): string {
  const says = /退订|\bTD\b/i.test(body)
  return `【${signature}】${body.trim()}${says ? '' : ` ${OPT_OUT_HINT}`}`
}
