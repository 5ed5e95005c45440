/** The API of the wall display: by session for those who oversee, by key for a screen nobody is signed in at. */
import Type from 'typebox'
import { only } from '../kernel/access/index.ts'
import { isRefusal, refuse } from '../kernel/errors/index.ts'
import { defineRoute, eventStream, itemsOf, type Route } from '../kernel/http/index.ts'
import { withTx } from '../kernel/postgres/connect.ts'
import type { StatisticsRoom } from '../statistics/index.ts'
import * as s from './contract.ts'
import { bureauOf, makeKey, revoke } from './keys.ts'
import { readWall } from './read.ts'
import { listKeys } from './store.ts'
import type { WallWatch } from './watch.ts'

const WATCH = ['supervisor', 'bureau-head', 'auditor', 'administrator'] as const
const WATCHERS: ReadonlySet<string> = new Set(WATCH)
const KEEPER = only('administrator')
const TAG = 'wall'

/** @param watch keeps the screens that listen */
export function wallRoutes(room: StatisticsRoom, watch: WallWatch): Route[] {
  return [
    defineRoute({
      method: 'GET',
      url: '/api/v1/wall',
      access: only(...WATCH),
      tag: TAG,
      summary: {
        zh: '大屏数字：只有合计，没有任何事项、姓名和内容',
        en: 'Figures of the wall display: sums alone',
      },
      schema: { response: { 200: s.Wall } },
      handler: async ({ ctx }) => {
        const wall = await readWall(room, ctx.session.bureauId, ctx.now)
        return isRefusal(wall) ? wall : { body: wall }
      },
    }),
    defineRoute({
      method: 'POST',
      url: '/api/v1/wall/screen',
      access: 'public',
      idempotent: false,
      tag: TAG,
      summary: {
        zh: '凭大屏链接中的密钥读取大屏数字（只读，可作废）',
        en: 'Figures of the wall display by the key of its link: read-only, revocable',
      },
      schema: { body: s.KeyAsk, response: { 200: s.Wall } },
      handler: async ({ ctx, body }) => {
        const bureauId = await bureauOf(room, body.key)
        if (isRefusal(bureauId)) return bureauId
        const wall = await readWall(room, bureauId, ctx.now)
        return isRefusal(wall) ? wall : { body: wall, headers: { 'cache-control': 'private, no-store' } }
      },
    }),
    defineRoute({
      method: 'GET',
      url: '/api/v1/wall/stream',
      access: 'signed-in',
      tag: TAG,
      summary: { zh: '大屏数字流（SSE）：有变化就发', en: 'The wall display as it changes (SSE)' },
      schema: { response: { 200: Type.Unknown() } },
      handler: ({ ctx }) => {
        // A stream has no end to be asked for by a walk over roles.
        if (!ctx.session.roles.some((r) => WATCHERS.has(r))) return refuse('access.denied')
        const { bureauId } = ctx.session
        return {
          body: eventStream((send, signal) =>
            watch.follow(bureauId, { send, signal, holds: async () => true }),
          ),
        }
      },
    }),
    defineRoute({
      // A POST although it only reads: the key must not stand in an address.
      method: 'POST',
      url: '/api/v1/wall/screen/stream',
      access: 'public',
      idempotent: false,
      tag: TAG,
      summary: {
        zh: '凭大屏密钥收取大屏数字流（SSE）；作废后即停',
        en: 'The wall display as it changes (SSE) by the key of its link; ends when that is revoked',
      },
      schema: { body: s.KeyAsk, response: { 200: Type.Unknown() } },
      handler: async ({ body }) => {
        const bureauId = await bureauOf(room, body.key)
        if (isRefusal(bureauId)) return bureauId
        const holds = async () => !isRefusal(await bureauOf(room, body.key))
        return { body: eventStream((send, signal) => watch.follow(bureauId, { send, signal, holds })) }
      },
    }),
    defineRoute({
      method: 'GET',
      url: '/api/v1/wall/keys',
      access: KEEPER,
      tag: TAG,
      summary: { zh: '大屏链接（不含密钥）', en: 'Links of screens, without their keys' },
      schema: { response: { 200: itemsOf(s.KeyRow) } },
      handler: async ({ ctx }) => {
        const { bureauId } = ctx.session
        const items = await withTx(room.pool, { bureau: bureauId }, (tx) => listKeys(tx, bureauId), {
          readOnly: true,
        })
        return { body: { items } }
      },
    }),
    defineRoute({
      method: 'POST',
      url: '/api/v1/wall/keys',
      access: KEEPER,
      tag: TAG,
      summary: {
        zh: '新建大屏链接；密钥只显示这一次',
        en: 'Make a link for a screen; its key is shown once',
      },
      schema: { body: s.NewKey, response: { 201: s.MadeKey } },
      handler: async ({ ctx, body }) => {
        const made = await makeKey(room, ctx, body.name)
        return isRefusal(made) ? made : { status: 201, body: made }
      },
    }),
    defineRoute({
      method: 'POST',
      url: '/api/v1/wall/keys/:keyId/revocation',
      access: KEEPER,
      tag: TAG,
      summary: { zh: '作废大屏链接', en: 'Revoke the link of a screen' },
      schema: { params: s.KeyParams, response: { 200: s.KeyId } },
      handler: async ({ ctx, params }) => {
        const done = await revoke(room, ctx, params.keyId)
        return isRefusal(done) ? done : { body: done }
      },
    }),
  ]
}
