/** Services of a bureau: its categories in force, as it has set them, and one for everything else. */
import { type Category, listCategories } from '../administration/index.ts'
import { audit, type BureauFacts, type Command, once } from '../bureau/index.ts'
import { type Lang, type Refusal, refuse } from '../kernel/errors/index.ts'
import { type Pool, withTx } from '../kernel/postgres/connect.ts'
import type { Attribute, Service, ServiceSettings } from './contract.ts'
import { listSettings, type SettingsRow, saveSettings } from './store.ts'

/** Everything that has no category. */
export const GENERAL = 'general'

const PLAIN: ServiceSettings = { offered: true, type: 'realtime', keywords: '', attributes: [] }

/** Leaves of the tree in force; a category with others below it is their group. Pure. */
export function servicesOf(categories: readonly Category[], settings: readonly SettingsRow[]): Service[] {
  const inForce = categories.filter((c) => c.retiredOn === null)
  const byCode = new Map(inForce.map((c) => [c.code, c]))
  const above = new Set(inForce.map((c) => c.parentCode))
  const set = new Map(settings.map((s) => [s.service_code, s]))
  const service = (
    code: string,
    name: Service['name'],
    group: Service['group'],
    category: string | null,
  ): Service => {
    const { offered, type, keywords, attributes } = set.get(code) ?? PLAIN
    return {
      code,
      name,
      group,
      category,
      offered,
      type,
      keywords,
      attributes,
      version: set.get(code)?.version ?? 0,
    }
  }
  const leaves = inForce
    .filter((c) => !above.has(c.code))
    .map((c) => {
      const path: Category[] = []
      for (let n = 2; n <= c.code.length; n += 2) {
        const part = byCode.get(c.code.slice(0, n))
        if (part) path.push(part)
      }
      return service(c.code, c.name, path[0]?.name ?? c.name, path.map((p) => p.name.zh).join('/'))
    })
  const rest = { zh: '其他诉求', en: 'Anything else' }
  return [...leaves, service(GENERAL, rest, rest, null)]
}

export async function readServices(pool: Pool, bureauId: string): Promise<Service[]> {
  const [categories, settings] = await withTx(
    pool,
    { bureau: bureauId },
    (tx) => Promise.all([listCategories(tx, bureauId), listSettings(tx, bureauId)]),
    { readOnly: true },
  )
  return servicesOf(categories, settings)
}

/** What stands against a set of questions: names taken twice, a list without choices. */
export function wrongAttributes(attributes: readonly Attribute[]): Refusal | undefined {
  const codes = new Set<string>()
  for (const [i, a] of attributes.entries()) {
    if (codes.has(a.code)) return refuse('input.duplicate', { field: `attributes[${i}].code` })
    codes.add(a.code)
    const list = a.datatype === 'singlevaluelist' || a.datatype === 'multivaluelist'
    if (list && a.values.length < 2)
      return refuse('open311.list_without_values', { field: `attributes[${i}].values` })
    if (a.required && !a.variable) return refuse('open311.required_unanswered', { field: `attributes[${i}]` })
  }
  return undefined
}

export async function saveService(
  pool: Pool,
  command: Command,
  code: string,
  settings: ServiceSettings,
  seen: number,
): Promise<{ version: number } | Refusal> {
  const wrong = wrongAttributes(settings.attributes)
  if (wrong) return wrong
  const { bureauId, accountId } = command.session
  const known = (await readServices(pool, bureauId)).some((s) => s.code === code)
  if (!known) return refuse('not_found')
  return once(pool, command, ['open311-service', code, settings, seen], async (tx) => {
    if (!(await saveSettings(tx, bureauId, code, settings, seen))) return refuse('write.stale_version')
    const details = {
      code,
      offered: settings.offered,
      type: settings.type,
      attributes: settings.attributes.length,
    }
    await audit(tx, { bureauId, accountId, action: 'open311.service-saved', details, now: command.now })
    return { version: seen + 1 }
  })
}

/** A service as GeoReport v2 lists it. */
export const listed = (s: Service, lang: Lang) => ({
  service_code: s.code,
  service_name: s.name[lang],
  description: s.group[lang] === s.name[lang] ? s.name[lang] : `${s.group[lang]} · ${s.name[lang]}`,
  metadata: s.attributes.length > 0,
  type: s.type,
  keywords: s.keywords,
  group: s.group[lang],
})

export const defined = (s: Service, lang: Lang) => ({
  service_code: s.code,
  attributes: s.attributes.map((a, i) => ({
    variable: a.variable,
    code: a.code,
    datatype: a.datatype,
    required: a.required,
    datatype_description: '',
    order: i + 1,
    description: a.description[lang],
    values: a.values.map((v) => ({ key: v.key, name: v.name[lang] })),
  })),
})

export type Facts = Pick<BureauFacts, 'bureau' | 'units'>
