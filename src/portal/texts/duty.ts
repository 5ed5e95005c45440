/** Words of the page that says who is on duty. */
import { w } from './words.ts'

export const DUTY = {
  title: w('现在谁值班', 'Who is on duty now'),
  lead: w(
    '接待和热线现在由哪个单位值班、打哪个电话。',
    'Which office is on duty at reception and hotline now, and its telephone.',
  ),
  reception: w('接待', 'Reception'),
  hotline: w('热线', 'Hotline'),
  office: w('值班单位', 'Office'),
  phone: w('电话', 'Telephone'),
  until: w('到', 'Until'),
  person: w('值班人', 'On duty'),
  nobody: w('现在没有登记值班。', 'Nobody is on the roster now.'),
  noneHint: w(
    '可以在网上反映，随时受理；紧急情况请拨打 110、119、120。',
    'You can tell us online at any time; in an emergency call 110, 119 or 120.',
  ),
} as const
