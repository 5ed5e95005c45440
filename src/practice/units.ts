/** The units a practice ground begins with, and in which of them an account of another bureau finds its work. Pure. */
import type { UnitTree } from '../bureau/index.ts'
import type { RoleName } from '../kernel/access/index.ts'

/** 练习 stands in each name: it is printed on every paper and table that leaves the screen. */
const unit = (code: string, zh: string, en: string, kind: string): UnitTree => ({
  code,
  name: { zh: `练习·${zh}`, en: `Practice: ${en}` },
  kind,
})

/** The next level up is the ground's own review office: nothing goes to another bureau. */
const handling = (slug: string, ...of: Parameters<typeof unit>): UnitTree => ({
  ...unit(...of),
  superior: { bureauSlug: slug, unitCode: 'fcfh' },
})

export const CENTRE = 'xfj'
export const HOTLINE = 'rx'
export const SUPERVISION = 'dcs'
export const REVIEW = 'fcfh'
/** Departments in the order in which newcomers are placed; letters of the practice are about what they do. */
export const HANDLING = ['cgj', 'zjj', 'jtj', 'rsj', 'sthj', 'cd'] as const

export const practiceUnits = (slug: string): UnitTree[] => [
  { ...unit(CENTRE, '信访局', 'bureau for letters and visits', 'bureau'), seats: ['centre'] },
  { ...unit(SUPERVISION, '督查室', 'supervision office', 'office'), seats: ['supervisor'] },
  { ...unit(REVIEW, '复查复核办公室', 'review office', 'office'), seats: ['reviewer'] },
  { ...unit(HOTLINE, '12345热线中心', '12345 hotline centre', 'office'), seats: ['centre'] },
  handling(slug, 'cgj', '城市管理局', 'urban management', 'department'),
  handling(slug, 'zjj', '住房和城乡建设局', 'housing and construction', 'department'),
  handling(slug, 'jtj', '交通运输局', 'transport', 'department'),
  handling(slug, 'rsj', '人力资源和社会保障局', 'human resources and social security', 'department'),
  handling(slug, 'sthj', '生态环境局', 'ecology and environment', 'department'),
  handling(slug, 'cd', '城东街道', 'Chengdong subdistrict', 'street'),
]

/** From the office that a role cannot work without to those that may sit anywhere. */
const PLACES: readonly (readonly [RoleName, string])[] = [
  ['reviewer', REVIEW],
  ['supervisor', SUPERVISION],
  ['operator', HOTLINE],
  ['clerk', CENTRE],
  ['bureau-head', CENTRE],
]

/**
 * Code of the unit in which an account with these roles finds its work.
 * @param place spreads those of handling units over the departments
 */
export function unitFor(roles: readonly RoleName[], place: number): string {
  const office = PLACES.find(([role]) => roles.includes(role))
  if (office) return office[1]
  const handles = roles.includes('handler') || roles.includes('unit-head')
  return handles ? HANDLING[place % HANDLING.length]! : CENTRE
}

/** Who acts for a unit on the other side of a task: what the learner is not there to do. */
export function partnerRoles(unit: { seats: readonly string[]; code: string }): RoleName[] {
  if (unit.code === HOTLINE) return ['operator']
  if (unit.seats.includes('centre')) return ['clerk']
  if (unit.seats.includes('supervisor')) return ['supervisor']
  return unit.seats.includes('reviewer') ? ['reviewer', 'unit-head'] : ['handler', 'unit-head']
}
