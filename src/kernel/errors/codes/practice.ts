/** Codes of the practice ground. */
import { type CatalogueEntry, entry } from '../entry.ts'

export const PRACTICE_CODES = {
  'practice.not_here': entry(
    409,
    ['这里不是练习场', 'This is no practice ground'],
    [
      '练习任务只在练习场里做。请从“练习场”页面进入。',
      'Tasks are done in the practice ground only. Enter it from the page Practice ground.',
    ],
  ),
  'practice.within': entry(
    409,
    ['练习场里不能再开练习场', 'A practice ground has none of its own'],
    [
      '开设和重置要在真实的工作台上做。请离开练习场，用真实账号登录。',
      'It is opened and reset from the real desk: leave the ground and sign in with your real account.',
    ],
  ),
  'practice.not_open': entry(
    404,
    ['练习场还没有开设', 'The practice ground is not open'],
    ['请系统管理员先开设练习场。', 'An administrator opens it first.'],
  ),
  'practice.no_bureau': entry(
    404,
    ['没有这个机构', 'No such bureau'],
    ['没有名为 {bureau} 的机构，请检查 --bureau。', 'There is no bureau {bureau}: check --bureau.'],
  ),
  'practice.being_filled': entry(
    409,
    ['练习场正在准备', 'The practice ground is being made ready'],
    ['通常不到一分钟。准备好后再来。', 'It takes less than a minute as a rule. Come back when it is ready.'],
  ),
  'practice.other_role': entry(
    403,
    ['这项任务属于别的岗位', 'This task belongs to another role'],
    [
      '您的账号没有“{role}”角色。想练这一项，请管理员在练习场里给您加上。',
      'Your account has not the role {role}. To learn it, an administrator adds the role in the ground.',
    ],
  ),
  'practice.other_unit': entry(
    409,
    ['您所在的单位做不了这项任务', 'Your unit cannot do this task'],
    [
      '这项任务要在有相应职责的单位做。请管理员在练习场里把您的账号移到登记、督查、复查或承办单位。',
      'The task is done in a unit with that duty. An administrator moves your account there, in the ground.',
    ],
  ),
  'practice.not_begun': entry(
    409,
    ['这项任务还没有开始', 'This task is not begun'],
    ['请先点“开始”。', 'Press Begin first.'],
  ),
} as const satisfies Record<string, CatalogueEntry>
