/** Sealing, erasure under a decision, and the receipt a citizen can check alone. */
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { addWords, eraseMatter, fireAction, registerMatter } from '../../src/cases/index.ts'
import { attachmentPath, publicKeysOf, rotateSigningKey } from '../../src/kernel/crypto/index.ts'
import { withTx } from '../../src/kernel/postgres/connect.ts'
import {
  type CitizenReceipt,
  checkReceipt,
  publishedKeys,
  readPublicKeys,
  receiptOf,
  runVerifyReceipt,
  sealAllBureaus,
  sealBureau,
} from '../../src/ledgerkeeping/index.ts'
import { done, eventsOf, insertOf, openScene, rechain, type Scene, SLUG } from './fixture.ts'

let s: Scene
beforeEach(async () => {
  s = await openScene()
})
afterEach(() => s?.close())

const folders = () => [path.join(s.home, 'seals', SLUG), path.join(s.held, SLUG)]

describe('the seal of a day', () => {
  const nextDay = (days: number) => new Date(s.now().getTime() + days * 86_400_000)

  it('is made once, and again only when something was recorded since', async () => {
    expect((await sealBureau(s.sealing, s.bureauId, s.now())).sealed).toEqual([])
    done(await addWords(s.cases, s.by(['handler'], 'roads'), s.running.id, '补充说明'))
    expect((await sealBureau(s.sealing, s.bureauId, s.now())).sealed).toMatchObject([
      { sealNo: 3, events: 1 },
    ])
    expect((await sealBureau(s.sealing, s.bureauId, s.now())).sealed).toEqual([])
  })

  it('is empty when nothing happened, and dated as the last when the clock was set back', async () => {
    expect((await sealBureau(s.sealing, s.bureauId, nextDay(1))).sealed).toMatchObject([
      { sealNo: 3, events: 0 },
    ])
    const day = nextDay(1).toISOString().slice(0, 10)
    // The commands' clock stands before the seal: nothing may look as if the seal had left it out.
    done(await addWords(s.cases, s.by(['handler'], 'roads'), s.running.id, '补充说明'))
    const input = { procedure: 'letter-box', channel: 'letter' as const, body: '新来信' }
    done(await registerMatter(s.cases, s.by(['clerk']), input))
    expect((await s.verify()).findings).toEqual([])
    const { sealed } = await sealBureau(s.sealing, s.bureauId, nextDay(-9))
    expect(sealed).toMatchObject([{ sealNo: 4, events: 2, day }])
    expect((await s.verify()).findings).toEqual([])
  })

  it('is made of every bureau by the daily job, once a day', async () => {
    done(await addWords(s.cases, s.by(['handler'], 'roads'), s.running.id, '补充说明'))
    expect(await sealAllBureaus(s.sealing, s.now())).toEqual([])
    expect(await sealAllBureaus(s.sealing, nextDay(1))).toMatchObject([
      { bureau: SLUG, sealed: [{ events: 1 }] },
    ])
  })

  it('lies in both folders; a copy is made good when missing and never written over', async () => {
    const names = readdirSync(folders()[0]!)
    expect(names).toHaveLength(2)
    expect(readdirSync(folders()[1]!)).toEqual(names)
    rmSync(path.join(folders()[0]!, names[0]!))
    writeFileSync(path.join(folders()[1]!, names[1]!), 'held')
    const { written } = await sealBureau(s.sealing, s.bureauId, s.now())
    expect(written).toEqual([path.join(folders()[0]!, names[0]!)])
    expect(readFileSync(path.join(folders()[1]!, names[1]!), 'utf8')).toBe('held')
  })

  it('is kept in the database when a folder cannot be written, and says so', async () => {
    writeFileSync(path.join(s.home, 'blocked'), '')
    const sealing = { ...s.sealing, sealCopy: path.join(s.home, 'blocked') }
    const result = await sealBureau(sealing, s.bureauId, nextDay(1))
    expect(result.sealed).toHaveLength(1)
    expect(result.failed).toMatchObject([{ folder: path.join(s.home, 'blocked', SLUG) }])
  })

  it('waits for a writer and does not miss what it writes', async () => {
    const { owner, app } = s.database
    let release = () => {}
    const held = new Promise<void>((resolve) => {
      release = resolve
    })
    const before = await eventsOf(s, s.running.id)
    const recordedAt = s.now().toISOString()
    const data = { clocks: [], because: 'calendar' }
    const draft = { type: 'clocks.recomputed', data, eventId: s.bureauId, recordedAt }
    const [event] = rechain(s, s.running.id, [...before, { ...before.at(-1)!, ...draft }]).slice(-1)
    const writer = withTx(app, { bureau: s.bureauId, system: true }, async (tx) => {
      await tx.query('select pg_advisory_xact_lock_shared(7411, hashtext($1::text))', [s.bureauId])
      await held
      await tx.query(
        `update matters set version = $2, head_hash = $3, recorded_at = $4, doc = jsonb_set(doc::jsonb, '{version}', to_jsonb($2::int))
         where matter_id = $1`,
        [event!.matterId, event!.version, event!.hash, recordedAt],
      )
      await tx.query(...insertOf(s, event!))
    })
    // A moment after the next command reads its clock.
    const sealing = sealBureau(s.sealing, s.bureauId, new Date(s.now().getTime() + 3_660_000))
    const waiting = async () =>
      (
        await owner.query(`select 1 from pg_locks where locktype = 'advisory' and not granted and database =
        (select oid from pg_database where datname = current_database())`)
      ).rowCount
    while ((await waiting()) === 0) await new Promise((resolve) => setTimeout(resolve, 10))
    // Another writer queues behind the sealer: it is not sealed, and not taken for back-dated either.
    const second = addWords(s.cases, s.by(['handler'], 'roads'), s.running.id, '排队的补充')
    release()
    await writer
    expect((await sealing).sealed).toMatchObject([{ events: 1 }])
    done(await second)
    expect((await s.verify()).findings).toEqual([])
  })
})

describe('erasure of content', () => {
  const decision = { decision: '档销〔2036〕3号', basis: '机关档案保管期限表：10 年' }
  const ended = async () => {
    done(
      await fireAction(s.cases, s.by(['supervisor']), {
        matterId: s.fresh.id,
        proceedingId: 'main',
        action: 'decline',
        input: { reason: '不属于本单位职权', route: 'court' },
      }),
    )
  }

  it('takes an administrator, an ended matter and a decision, once', async () => {
    const erase = (roles: Parameters<Scene['by']>[0], id = s.closed.id, what = decision) =>
      eraseMatter(s.cases, s.by(roles), id, what)
    expect(await erase(['supervisor'])).toMatchObject({ refused: 'access.denied' })
    expect(await erase(['administrator'], s.running.id)).toMatchObject({ refused: 'case.not_ended' })
    expect(await erase(['administrator'], s.closed.id, { decision: ' ', basis: 'x' })).toMatchObject({
      refused: 'input.required',
      field: 'decision',
    })
    done(await erase(['administrator']))
    expect(await erase(['administrator'])).toMatchObject({ refused: 'case.erased' })
    const added = await addWords(s.cases, s.by(['handler'], 'roads'), s.closed.id, '再补充')
    expect(added).toMatchObject({ refused: 'case.erased' })
  })

  it('leaves nothing that opens, and verification green and saying so', async () => {
    const { id: matterId, attachmentId, number } = s.closed
    const { bureauId } = s
    const file = attachmentPath(s.cases.filesRoot, { bureauId, matterId, attachmentId })
    expect(existsSync(file)).toBe(true)
    done(await eraseMatter(s.cases, s.by(['administrator']), matterId, decision))
    expect(existsSync(file)).toBe(false)
    const left = await s.database.owner.query(
      `select k.wrapped, k.decision, (select count(*)::int from blind_index b where b.matter_id = k.matter_id) as blind,
         (select count(*)::int from blind_index) as others
       from matter_keys k where k.matter_id = $1`,
      [matterId],
    )
    expect(left.rows).toEqual([{ wrapped: null, decision: decision.decision, blind: 0, others: 4 }])
    for (const as of ['owner', 'app'] as const) {
      const report = await s.verify({ as })
      expect(report).toMatchObject({ ok: true, matters: 3, erased: 1, findings: [] })
      expect(report.erasures).toMatchObject([
        { bureau: SLUG, matter: matterId, number, decision: decision.decision },
      ])
    }
    const receipt = done(
      await receiptOf(
        { app: s.database.app, keyring: s.keyring },
        { bureau: bureauId, matter: matterId },
        matterId,
        { proof: true, now: new Date() },
      ),
    )
    expect(receipt).toMatchObject({ proof: null, text: null, receipt: { number } })
  })

  it('is found when it was not carried out, and cannot be carried out without its record', async () => {
    const { id: matterId, attachmentId, number } = s.closed
    const { owner, app } = s.database
    const before = (
      await owner.query('select kek_id, wrapped from matter_keys where matter_id = $1', [matterId])
    ).rows[0]!
    done(await eraseMatter(s.cases, s.by(['administrator']), matterId, decision))
    await owner.query('update matter_keys set wrapped = $2, destroyed_at = null where matter_id = $1', [
      matterId,
      before.wrapped,
    ])
    const file = attachmentPath(s.cases.filesRoot, { bureauId: s.bureauId, matterId, attachmentId })
    mkdirSync(path.dirname(file), { recursive: true })
    writeFileSync(file, 'restored')
    const report = await s.verify()
    expect(report.findings).toMatchObject([
      { code: 'erasure-incomplete', number, table: 'matter_keys' },
      { code: 'erasure-incomplete', number, table: 'attachments', key: attachmentId },
    ])
    const asApp = (sql: string) => withTx(app, { bureau: s.bureauId, system: true }, (tx) => tx.query(sql))
    for (const sql of [
      'update matter_keys set wrapped = null, destroyed_at = now()',
      'update matter_keys set wrapped = null',
      'delete from blind_index',
      'delete from matter_keys',
    ])
      await expect(asApp(sql), sql).rejects.toThrow(/permission denied|violates check constraint/)
  })

  it('reaches a shielded matter that no administrator can see', async () => {
    await ended()
    const report = done(
      await registerMatter(s.cases, s.by(['clerk']), {
        procedure: 'letter-box',
        channel: 'letter',
        body: '请为本人保密。',
        secrecy: 'matter',
      }),
    )
    const asOffice = s.by(['administrator'], 'office')
    expect(await eraseMatter(s.cases, asOffice, report.matterId, decision)).toMatchObject({
      refused: 'case.not_ended',
    })
    done(
      await fireAction(s.cases, s.by(['supervisor']), {
        matterId: report.matterId,
        proceedingId: 'main',
        action: 'decline',
        input: { reason: '不属于本单位职权', route: 'court' },
      }),
    )
    await settle(report.matterId)
    done(await eraseMatter(s.cases, s.by(['administrator'], 'office'), report.matterId, decision))
    expect(await s.verify()).toMatchObject({ ok: true, erased: 1 })
  })

  /** Serves what is still to be served, so that the matter ends. */
  async function settle(matterId: string): Promise<void> {
    const { rows } = await s.database.owner.query<{ id: string }>(
      `select proceeding_id as id from proceedings where matter_id = $1 and procedure = 'service' and end_kind is null`,
      [matterId],
    )
    for (const { id } of rows)
      done(
        await fireAction(s.cases, s.by(['clerk']), {
          matterId,
          proceedingId: id,
          action: 'deliver',
          input: { method: 'in-person', date: s.now().toISOString().slice(0, 10), detail: '本人签收' },
        }),
      )
  }
})

describe('the receipt of a citizen', () => {
  const TAKEN = new Date('2026-12-01T00:00:00.000Z')
  const file = () => path.join(s.home, 'receipt.json')
  const keyFile = () => path.join(s.home, 'keys.pem')
  const take = async (proof = true): Promise<CitizenReceipt> =>
    done(
      await receiptOf(
        { app: s.database.app, keyring: s.keyring },
        { bureau: s.bureauId, matter: s.running.id },
        s.running.id,
        { proof, now: TAKEN },
      ),
    )
  const check = (value: unknown, key = true) => {
    writeFileSync(file(), JSON.stringify(value))
    return runVerifyReceipt(key ? [file(), '--key', keyFile()] : [file()])
  }
  beforeEach(() => writeFileSync(keyFile(), publishedKeys(s.keyring)))

  it('verifies from its file alone, with the text that was written', async () => {
    const receipt = await take()
    expect(receipt).toEqual(await take())
    expect(receipt.text).toBe('公交站点太远：详细情况。')
    expect(receipt.receipt).toMatchObject({ number: s.running.number, demands: 1, procedure: 'letter-box' })
    expect(JSON.stringify(receipt.receipt)).not.toMatch(/测试甲|13800000000|公交/)
    expect(check(receipt)).toMatchObject({
      exitCode: 0,
      json: { ok: true, signer: 'proved', text: 'proved', number: s.running.number, findings: [] },
    })
    expect(check(receipt.receipt, false)).toMatchObject({
      exitCode: 0,
      json: {
        ok: true,
        signer: 'not-checked',
        text: null,
        findings: [{ code: 'key-not-checked', severity: 'note' }],
      },
    })
  })

  it('stands for the first event of the ledger, also after the signing key was changed', async () => {
    const { receipt } = await take()
    const { rows } = await s.database.owner.query(
      'select hash from events where matter_id = $1 and version = 1',
      [s.running.id],
    )
    expect(receipt.event).toEqual({ version: 1, hash: rows[0].hash })
    const rotated = done(rotateSigningKey(s.home, new Date()))
    writeFileSync(keyFile(), publishedKeys(rotated))
    expect(check(receipt).exitCode).toBe(0)
  })

  it('does not verify when anything of it was altered', async () => {
    const { receipt, proof, text } = await take()
    const altered: [unknown, string][] = [
      [{ receipt: { ...receipt, receivedAt: '2020-01-01T00:00:00.000Z' }, proof, text }, 'signature-invalid'],
      [{ receipt, proof, text: `${text}！` }, 'other-text'],
      [{ receipt, proof: { ...proof, number: 'X' }, text }, 'other-receipt'],
      [{ receipt, proof: {}, text }, 'not-a-proof'],
      [{ receipt: { ...receipt, extra: 1 } }, 'signature-invalid'],
      [{ hello: 'world' }, 'not-a-receipt'],
    ]
    for (const [value, code] of altered) {
      const output = check(value)
      expect(output.exitCode, code).toBe(1)
      expect(output.json).toMatchObject({
        ok: false,
        findings: expect.arrayContaining([expect.objectContaining({ code })]),
      })
      expect(output.text).toContain('回执无效')
    }
    expect(checkReceipt('{').findings).toMatchObject([{ code: 'not-a-receipt' }])
  })

  it('is not believed when signed by a key the bureau has not published', async () => {
    const receipt = await take()
    const other = await openScene()
    try {
      writeFileSync(keyFile(), publishedKeys(other.keyring))
    } finally {
      await other.close()
    }
    expect(check(receipt)).toMatchObject({
      exitCode: 1,
      json: { findings: [{ code: 'key-not-trusted' }, { code: 'chain-key-not-trusted' }] },
    })
  })

  it('is given to whoever sees the matter, with the proof only when asked for', async () => {
    expect(await take(false)).toMatchObject({ proof: null, text: null })
    const deps = { app: s.database.app, keyring: s.keyring }
    const elsewhere = { bureau: '018f0000-0000-7000-8000-000000000009', matter: s.running.id }
    expect(await receiptOf(deps, elsewhere, s.running.id, { proof: true, now: new Date() })).toMatchObject({
      refused: 'not_found',
    })
  })

  it('asks for one file and readable keys', () => {
    expect(runVerifyReceipt([])).toMatchObject({ exitCode: 2 })
    expect(runVerifyReceipt(['/nowhere'])).toMatchObject({ exitCode: 2 })
    writeFileSync(file(), '{}')
    writeFileSync(keyFile(), 'no key')
    expect(runVerifyReceipt([file(), '--key', keyFile()])).toMatchObject({ exitCode: 2 })
  })

  it('takes published keys as PEM, as lines of base64 or as the API gives them', () => {
    const keys = publicKeysOf(s.keyring)
    expect(readPublicKeys(publishedKeys(s.keyring))).toEqual(keys)
    expect(readPublicKeys([...keys.values()].join('\n'))).toEqual(keys)
    expect(readPublicKeys(JSON.stringify({ keys: Object.fromEntries(keys) }))).toEqual(keys)
  })
})
