/** The tasks of the practice ground, by the role that learns them (练习任务). Data: what is asked, and how it is seen. */
import type { RoleName } from '../../kernel/access/index.ts'
import type { Task } from '../seen.ts'
import { CLERK_TASKS } from './clerk.ts'
import { HANDLING_TASKS } from './handling.ts'
import { OPERATOR_TASKS } from './operator.ts'
import { OVERSIGHT_TASKS } from './oversight.ts'

/** In the order of the work: from the letter to its review. */
const ORDER: readonly RoleName[] = [
  'clerk',
  'operator',
  'handler',
  'unit-head',
  'supervisor',
  'bureau-head',
  'reviewer',
  'editor',
]

const ALL = [...CLERK_TASKS, ...OPERATOR_TASKS, ...HANDLING_TASKS, ...OVERSIGHT_TASKS]

export const TASKS: readonly Task[] = ORDER.flatMap((role) => ALL.filter((t) => t.role === role))

export const taskOf = (id: string): Task | undefined => TASKS.find((t) => t.id === id)

export const tasksFor = (roles: readonly string[]): readonly Task[] =>
  TASKS.filter((t) => roles.includes(t.role))
