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
    list: 'letter-box',
    label: { zh: '领导信箱', en: 'Letter boxes' },
    help: {
      zh: '群众在网上可以写信的信箱。按职务起名，不写人名；停用后不再出现，以前的来信仍显示当时的名称。',
      en: 'Letter boxes people can write to online. Name the office, never a person; an ended one is no longer offered, and old letters keep the name it had.',
    },
    codes: [
      code('party-secretary', '书记信箱', 'Party secretary’s letter box'),
      code('head', '县（区）长信箱', 'County or district head’s letter box'),
      code('bureau-head', '信访局局长信箱', 'Letter box of the head of this bureau'),
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
  {
    list: 'sending-organ',
    label: { zh: '转送机关', en: 'Sending organs' },
    help: {
      zh: '转送、交办事项来的上级和同级机关，登记“上级转送”时使用；可按本地增减。',
      en: 'Organs that send or assign matters, used when one forwarded from above is registered; add your own.',
    },
    codes: [
      code('national-bureau', '国家信访局', 'National Public Complaints and Proposals Administration'),
      code('province-bureau', '省信访局', 'Provincial bureau for letters and visits'),
      code('city-bureau', '市信访局', 'City bureau for letters and visits'),
      code('city-12345-centre', '市12345政务服务便民热线中心', 'City 12345 hotline centre'),
      code('county-committee-office', '县（区）委办公室', 'General office of the county Party committee'),
      code('county-government-office', '县（区）政府办公室', 'General office of the county government'),
      code('congress-office', '县（区）人大常委会办公室', 'Office of the county people’s congress'),
      code('discipline-inspection', '县（区）纪委监委', 'County discipline inspection and supervision'),
    ],
  },
]
