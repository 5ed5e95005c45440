/** Code lists the program knows and the codes it brings; a bureau renames, ends and adds. Pure data. */
import type { Words } from '../contract.ts'

export interface BuiltinList {
  list: string
  label: Words
  help: Words
  codes: readonly { code: string; name: Words }[]
}

const code = (id: string, zh: string, en: string) => ({ code: id, name: { zh, en } })

export const CODE_LISTS: readonly BuiltinList[] = [
  {
    list: 'unit-kind',
    label: { zh: '单位类型', en: 'Kinds of unit' },
    help: {
      zh: '单位页和单位导入表中可选的类型。',
      en: 'What a unit can be, on its page and in the import table.',
    },
    codes: [
      code('bureau', '信访部门', 'Bureau for letters and visits'),
      code('office', '内设机构', 'Office'),
      code('department', '部门', 'Department'),
      code('township', '乡镇', 'Township'),
      code('street', '街道', 'Subdistrict'),
      code('community', '村（社区）', 'Village or community'),
      code('enterprise', '企事业单位', 'Enterprise or institution'),
    ],
  },
  {
    list: 'external-system',
    label: { zh: '外部系统', en: 'Other systems' },
    help: {
      zh: '转来事项的上级和相邻系统，登记来源时使用。',
      en: 'Systems above and beside that send matters; used when their reference is recorded.',
    },
    codes: [
      code('national', '国家信访信息系统', 'National system for letters and visits'),
      code('province', '省信访信息系统', 'Provincial system for letters and visits'),
      code('city-12345', '市12345平台', 'City 12345 platform'),
    ],
  },
]
