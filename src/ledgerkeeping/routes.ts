/** The API of proof: the citizen's receipt, the keys to check it with, erasure under a decision. */
import Type from 'typebox'
import type { CasesDeps } from '../cases/index.ts'
import { eraseMatter } from '../cases/index.ts'
import { only } from '../kernel/access/index.ts'
import { publicKeysOf } from '../kernel/crypto/index.ts'
import { isRefusal } from '../kernel/errors/index.ts'
import { defineRoute, type Route } from '../kernel/http/index.ts'
import { receiptOf } from './receipt-of.ts'

const closed = { additionalProperties: false } as const
const open = (title: string) => Type.Object({}, { additionalProperties: true, title })

export function ledgerRoutes({ cases }: { cases: CasesDeps; home: string }): Route[] {
  return [
    defineRoute({
      method: 'GET',
      url: '/api/v1/public/keys',
      access: 'public',
      summary: { zh: '核验回执和封印用的公钥', en: 'Public keys to check receipts and seals with' },
      schema: { response: { 200: Type.Object({ keys: Type.Record(Type.String(), Type.String()) }, closed) } },
      handler: () => ({ body: { keys: Object.fromEntries(publicKeysOf(cases.keyring)) } }),
    }),
    defineRoute({
      method: 'GET',
      url: '/api/v1/public/matter/receipt',
      access: 'citizen',
      summary: { zh: '本人事项的可核验回执', en: 'The verifiable receipt of one’s own matter' },
      schema: { response: { 200: open('CitizenReceipt') } },
      handler: async ({ ctx }) => {
        const { bureauId, matterId } = ctx.citizen
        const receipt = await receiptOf(cases, { bureau: bureauId, matter: matterId }, matterId, {
          proof: true,
          now: ctx.now,
        })
        return isRefusal(receipt) ? receipt : { body: { ...receipt } }
      },
    }),
    defineRoute({
      method: 'POST',
      url: '/api/v1/matters/:matterId/erasure',
      access: only('administrator'),
      summary: {
        zh: '依据决定销毁内容（链条仍可核验）',
        en: 'Destroy the content under a decision; the chain still verifies',
      },
      schema: {
        params: Type.Object({ matterId: Type.String({ format: 'uuid' }) }, closed),
        body: Type.Object(
          {
            decision: Type.String({ minLength: 2, maxLength: 200 }),
            basis: Type.String({ minLength: 2, maxLength: 500 }),
          },
          closed,
        ),
        response: {
          200: Type.Object(
            { matterId: Type.String(), number: Type.String(), version: Type.Integer() },
            closed,
          ),
        },
      },
      handler: async ({ ctx, params, body }) => {
        const { session } = ctx
        const result = await eraseMatter(
          cases,
          {
            bureauId: session.bureauId,
            actor: { kind: 'account', id: session.accountId, unitId: session.unitId, roles: session.roles },
            principal: session.accountId,
            idempotencyKey: ctx.idempotencyKey,
            occurredAt: ctx.now,
            recordedAt: ctx.now,
          },
          params.matterId,
          body,
        )
        if (isRefusal(result)) return result
        const { matterId, number, version } = result
        return { body: { matterId, number, version } }
      },
    }),
  ]
}
