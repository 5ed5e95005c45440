/** The API of the practice ground. */
import Type from 'typebox'
import { enterGround } from '../bureau/index.ts'
import { only } from '../kernel/access/index.ts'
import { isRefusal } from '../kernel/errors/index.ts'
import { defineRoute, itemsOf, type Route, sessionCookie } from '../kernel/http/index.ts'
import * as c from './contract.ts'
import { beginTask, checkTask, numberOf } from './do-task.ts'
import { openGround, resetGround } from './open-ground.ts'
import { readCounts, readGround, readTasks } from './read-practice.ts'
import type { PracticeRoom } from './room.ts'
import { unitFor } from './units.ts'

const closed = { additionalProperties: false } as const
const TaskId = Type.Object({ task: Type.String({ maxLength: 40 }) }, closed)

export const practiceRoutes = (room: PracticeRoom): Route[] => [...groundRoutes(room), ...taskRoutes(room)]

function groundRoutes(room: PracticeRoom): Route[] {
  return [
    defineRoute({
      method: 'GET',
      url: '/api/v1/practice',
      access: 'signed-in',
      summary: { zh: '本单位的练习场', en: 'The practice ground of my bureau' },
      schema: { response: { 200: c.PracticeOverview } },
      handler: async ({ ctx }) => ({ body: await readGround(room, ctx) }),
    }),
    defineRoute({
      method: 'POST',
      url: '/api/v1/practice',
      access: only('administrator'),
      summary: {
        zh: '开设练习场并填入练习用事项（后台进行）',
        en: 'Open the practice ground; it is filled in the background',
      },
      schema: { response: { 202: c.PracticeOverview } },
      handler: async ({ ctx }) => {
        const { bureauId: homeId, accountId } = ctx.session
        const done = await openGround(room, { homeId, accountId, now: ctx.now })
        return isRefusal(done) ? done : { body: await readGround(room, ctx) }
      },
    }),
    defineRoute({
      method: 'POST',
      url: '/api/v1/practice/reset',
      access: only('administrator'),
      summary: {
        zh: '重置练习场：清空练习事项后重新填入；账号和已通过的任务保留',
        en: 'Reset the practice ground: its matters go and it is filled anew; accounts and passed tasks stay',
      },
      schema: { response: { 202: c.PracticeOverview } },
      handler: async ({ ctx }) => {
        const done = await resetGround(room, ctx)
        return isRefusal(done) ? done : { body: await readGround(room, ctx) }
      },
    }),
    defineRoute({
      method: 'POST',
      url: '/api/v1/practice/entrance',
      access: 'signed-in',
      summary: {
        zh: '进入练习场：本次登录换成练习场的登录，回来时重新登录',
        en: 'Enter the practice ground: this session is given for one there; to come back, sign in again',
      },
      schema: { response: { 201: Type.Object({ expiresAt: Type.String() }, closed) } },
      handler: async ({ ctx }) => {
        const { roles, accountId } = ctx.session
        const unitCode = unitFor(roles, numberOf(accountId))
        const entered = await enterGround(room.bureau, room.cases.keyring.installationKey, ctx, unitCode)
        if (isRefusal(entered)) return entered
        const maxAgeSeconds = Math.floor((entered.expiresAt.getTime() - ctx.now.getTime()) / 1000)
        return {
          body: { expiresAt: entered.expiresAt.toISOString() },
          headers: { 'set-cookie': sessionCookie(entered.token, { secure: ctx.secure, maxAgeSeconds }) },
        }
      },
    }),
    defineRoute({
      method: 'GET',
      url: '/api/v1/practice/counts',
      access: only('administrator'),
      summary: {
        zh: '每项练习有多少账号做过、通过；不列个人',
        en: 'How many accounts have begun and done each task; nobody is named',
      },
      schema: { response: { 200: itemsOf(c.CountView) } },
      handler: async ({ ctx }) => ({ body: { items: await readCounts(room, ctx) } }),
    }),
  ]
}

function taskRoutes(room: PracticeRoom): Route[] {
  return [
    defineRoute({
      method: 'GET',
      url: '/api/v1/practice/tasks',
      access: 'signed-in',
      summary: { zh: '我的练习任务和进度', en: 'My tasks and how far I am' },
      schema: { response: { 200: itemsOf(c.TaskView) } },
      handler: async ({ ctx }) => {
        const items = await readTasks(room, ctx)
        return isRefusal(items) ? items : { body: { items } }
      },
    }),
    defineRoute({
      method: 'POST',
      url: '/api/v1/practice/tasks/:task/attempts',
      access: 'signed-in',
      summary: {
        zh: '开始一项练习（或重新开始），为本人准备事项',
        en: 'Begin a task, or begin it anew, with matters made for me alone',
      },
      schema: {
        params: TaskId,
        response: { 201: Type.Object({ matters: Type.Array(Type.String()) }, closed) },
      },
      handler: async ({ ctx, params }) => {
        const begun = await beginTask(room, ctx, params.task)
        return isRefusal(begun) ? begun : { body: begun }
      },
    }),
    defineRoute({
      method: 'POST',
      url: '/api/v1/practice/tasks/:task/check',
      access: 'signed-in',
      summary: {
        zh: '检查一项练习：哪一部分做完了，哪一部分还没有',
        en: 'Check a task: which part is done and which is not',
      },
      schema: { params: TaskId, response: { 200: c.Checked } },
      handler: async ({ ctx, params }) => {
        const checked = await checkTask(room, ctx, params.task)
        return isRefusal(checked) ? checked : { body: checked }
      },
    }),
  ]
}
