/** Finding a unit in typing time: by name, by code, and by its pinyin (jdb finds 街道办). */
import type { Unit } from '../api/types.ts'
import { say } from '../text/language.ts'

/** The first character of each initial in the order of the Chinese collation; there is none for i, u, v. */
const FIRST: readonly [string, string][] = [
  ['a', '阿'],
  ['b', '八'],
  ['c', '嚓'],
  ['d', '咑'],
  ['e', '妸'],
  ['f', '发'],
  ['g', '旮'],
  ['h', '哈'],
  ['j', '丌'],
  ['k', '咔'],
  ['l', '垃'],
  ['m', '妈'],
  ['n', '拏'],
  ['o', '噢'],
  ['p', '妑'],
  ['q', '七'],
  ['r', '呥'],
  ['s', '仨'],
  ['t', '他'],
  ['w', '穵'],
  ['x', '夕'],
  ['y', '丫'],
  ['z', '帀'],
]

const collator = new Intl.Collator('zh-Hans-CN-u-co-pinyin')

function initialOf(character: string): string {
  if (!/\p{Script=Han}/u.test(character)) return character.toLowerCase()
  let initial = ''
  for (const [letter, first] of FIRST) {
    if (collator.compare(first, character) > 0) break
    initial = letter
  }
  return initial
}

/** `城关镇` → `cgz`. Characters with several readings get their commonest; this is an aid to search, nothing more. */
export function pinyinInitials(text: string): string {
  return [...text].map(initialOf).join('')
}

export interface UnitOption {
  value: string
  label: string
  /** What typing is compared with besides the name. */
  find: string
}

/** Active units in the order of the tree, each name once with what else finds it. */
export function unitOptions(
  units: readonly Unit[],
  read: (text: string) => string = pinyinInitials,
): UnitOption[] {
  return units
    .filter((u) => u.active)
    .map((u) => ({
      value: u.unitId,
      label: say(u.name),
      find: `${u.name.zh} ${u.name.en} ${u.code ?? ''} ${read(u.name.zh)}`.toLowerCase(),
    }))
}
