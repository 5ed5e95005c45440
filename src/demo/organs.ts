/** The demo's organs: a county, its city and its province, plainly made up, so that review has a next level up. */
import type { RoleName } from '../kernel/access/index.ts'

interface DemoUnit {
  code: string
  name: { zh: string; en: string }
  kind: string
  seats?: ('centre' | 'supervisor' | 'reviewer')[]
  superior?: { bureauSlug: string; unitCode: string }
}

interface DemoAccount {
  login: string
  name: string
  unitCode: string
  roles: RoleName[]
}

export interface DemoBureau {
  slug: string
  name: { zh: string; en: string }
  superiorSlug?: string
  units: DemoUnit[]
  accounts: DemoAccount[]
}

const COUNTY_REVIEW = { bureauSlug: 'demo', unitCode: 'fcfh' }
const CITY_REVIEW = { bureauSlug: 'demo-city', unitCode: 'fcfh' }
const PROVINCE_REVIEW = { bureauSlug: 'demo-prov', unitCode: 'fcfh' }

const handling = (code: string, zh: string, en: string, kind: string): DemoUnit => ({
  code,
  name: { zh, en },
  kind,
  superior: COUNTY_REVIEW,
})

/** From the top down: a superior must exist before those below it. */
export const DEMO_BUREAUS: readonly DemoBureau[] = [
  {
    slug: 'demo-prov',
    name: { zh: '演示省信访局', en: 'Demo Province Bureau for Letters and Visits' },
    units: [
      {
        code: 'xfj',
        name: { zh: '省信访局', en: 'Provincial bureau' },
        kind: 'bureau',
        seats: ['centre', 'supervisor'],
      },
      {
        code: 'fcfh',
        name: { zh: '省复查复核办公室', en: 'Provincial review office' },
        kind: 'office',
        seats: ['reviewer'],
      },
    ],
    accounts: [
      {
        login: 'prov.reviewer',
        name: '省复核员（演示）',
        unitCode: 'fcfh',
        roles: ['reviewer', 'unit-head'],
      },
    ],
  },
  {
    slug: 'demo-city',
    name: { zh: '演示市信访局', en: 'Demo City Bureau for Letters and Visits' },
    superiorSlug: 'demo-prov',
    units: [
      {
        code: 'xfj',
        name: { zh: '市信访局', en: 'City bureau' },
        kind: 'bureau',
        seats: ['centre', 'supervisor'],
        superior: PROVINCE_REVIEW,
      },
      {
        code: 'fcfh',
        name: { zh: '市复查复核办公室', en: 'City review office' },
        kind: 'office',
        seats: ['reviewer'],
        superior: PROVINCE_REVIEW,
      },
      {
        code: 'zjj',
        name: { zh: '市住房和城乡建设局', en: 'City housing and construction' },
        kind: 'department',
        superior: CITY_REVIEW,
      },
    ],
    accounts: [
      { login: 'city.clerk', name: '市局登记员（演示）', unitCode: 'xfj', roles: ['clerk', 'supervisor'] },
      {
        login: 'city.reviewer',
        name: '市复核员（演示）',
        unitCode: 'fcfh',
        roles: ['reviewer', 'unit-head'],
      },
    ],
  },
  {
    slug: 'demo',
    name: { zh: '演示县信访局', en: 'Demo County Bureau for Letters and Visits' },
    superiorSlug: 'demo-city',
    units: [
      {
        code: 'xfj',
        name: { zh: '县信访局', en: 'County bureau' },
        kind: 'bureau',
        seats: ['centre'],
        superior: CITY_REVIEW,
      },
      {
        code: 'dcs',
        name: { zh: '督查室', en: 'Supervision office' },
        kind: 'office',
        seats: ['supervisor'],
        superior: CITY_REVIEW,
      },
      {
        code: 'fcfh',
        name: { zh: '县复查复核办公室', en: 'County review office' },
        kind: 'office',
        seats: ['reviewer'],
        superior: CITY_REVIEW,
      },
      {
        code: 'rx',
        name: { zh: '12345热线中心', en: '12345 hotline centre' },
        kind: 'office',
        seats: ['centre'],
        superior: COUNTY_REVIEW,
      },
      handling('zjj', '县住房和城乡建设局', 'Housing and construction', 'department'),
      handling('cgj', '县城市管理局', 'Urban management', 'department'),
      handling('rsj', '县人力资源和社会保障局', 'Human resources and social security', 'department'),
      handling('jyj', '县教育局', 'Education', 'department'),
      handling('sthj', '县生态环境局', 'Ecology and environment', 'department'),
      handling('jtj', '县交通运输局', 'Transport', 'department'),
      handling('jjz', '县纪检监察组', 'Discipline inspection', 'department'),
      handling('cd', '城东街道', 'Chengdong subdistrict', 'street'),
      handling('cx', '城西街道', 'Chengxi subdistrict', 'street'),
      handling('bh', '北河镇', 'Beihe township', 'township'),
      handling('ns', '南山乡', 'Nanshan township', 'township'),
    ],
    accounts: [
      { login: 'demo.clerk', name: '登记员（演示）', unitCode: 'xfj', roles: ['clerk'] },
      { login: 'demo.operator', name: '话务员（演示）', unitCode: 'rx', roles: ['operator', 'clerk'] },
      { login: 'demo.handler', name: '城管承办人（演示）', unitCode: 'cgj', roles: ['handler'] },
      { login: 'demo.head', name: '城管负责人（演示）', unitCode: 'cgj', roles: ['handler', 'unit-head'] },
      { login: 'demo.street', name: '城东承办人（演示）', unitCode: 'cd', roles: ['handler', 'unit-head'] },
      { login: 'demo.housing', name: '住建承办人（演示）', unitCode: 'zjj', roles: ['handler', 'unit-head'] },
      {
        login: 'demo.discipline',
        name: '纪检承办人（演示）',
        unitCode: 'jjz',
        roles: ['handler', 'unit-head'],
      },
      { login: 'demo.supervisor', name: '督查员（演示）', unitCode: 'dcs', roles: ['supervisor'] },
      { login: 'demo.reviewer', name: '复查员（演示）', unitCode: 'fcfh', roles: ['reviewer', 'unit-head'] },
      { login: 'demo.chief', name: '局长（演示）', unitCode: 'xfj', roles: ['bureau-head', 'clerk'] },
      { login: 'demo.finance', name: '财务人员（演示）', unitCode: 'xfj', roles: ['finance'] },
      { login: 'demo.admin', name: '系统管理员（演示）', unitCode: 'xfj', roles: ['administrator'] },
      { login: 'demo.auditor', name: '审计员（演示）', unitCode: 'xfj', roles: ['auditor'] },
    ],
  },
]
