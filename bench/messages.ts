/**
 * `huiyin bench messages`: a campaign through SMPP, next to a bare loop of the SMPP library that sends the same text to the same
 * SMSC with the same window in the same run. The SMSC is a process of its own. Prints figures, asserts none.
 */
import { type ChildProcess, fork } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { Session } from '../src/kernel/access/index.ts'
import { isRefusal, type Refusal } from '../src/kernel/errors/index.ts'
import { openInstallation } from '../src/main/installation.ts'
import {
  createDispatcher,
  importContacts,
  type MessagesRoom,
  makeCampaign,
  type Pdu,
  saveSettings,
  segmentsOf,
  smpp,
  smppLine,
  stepCampaign,
  writeGroup,
} from '../src/messages/index.ts'
import { MAX_ROWS, writeCsv } from '../src/tables/index.ts'
import { endsWithUs } from './child.ts'
import { processorMs } from './effort.ts'
import { makePeople } from './people.ts'
import { environment, removeHome } from './place.ts'
import { round } from './stats.ts'

const PEOPLE = 20_000
const WINDOW = 100
/** As many as a file may have, its heading among them. */
const ROWS_A_FILE = MAX_ROWS - 1
const TEXT = '{name}您好，{township}明天上午因管道检修停水，请提前储水。'
const MB = 1024 * 1024

export interface MessagesReport {
  people: number
  window: number
  /** Messages a second by the clock on the wall, and processor milliseconds of this process a message. */
  bare: { perSecond: number; processorMs: number }
  campaign: {
    perSecond: number
    processorMs: number
    /** Of the database, a message; null where nobody tells. */
    databaseMs: number | null
    seconds: number
    gatherSeconds: number
  }
  /** Rate of the campaign over that of the bare loop. */
  toBare: number
  /** Resident memory in MB: when the first tenth was sent, at the end, and at most. */
  memory: { tenth: number; end: number; most: number }
  /** Counted at the SMSC. */
  counted: { people: number; messages: number; twice: number }
}

const granted = <T>(value: T | Refusal): T => {
  if (isRefusal(value)) throw new Error(`${value.refused} ${value.field ?? ''}`)
  return value
}

const numberOf = (n: number) => `19${String(n).padStart(9, '0')}`

async function counted(smsc: ChildProcess): Promise<MessagesReport['counted']> {
  const answer = once(smsc, 'message')
  smsc.send('count')
  return (await answer)[0] as MessagesReport['counted']
}

/** The library alone: as many under way as the window allows, nothing else done. */
async function bareLoop(port: number, messages: number): Promise<MessagesReport['bare']> {
  const session = smpp.connect({ host: '127.0.0.1', port })
  await once(session, 'connect')
  const ask = (pdu: Pdu) => new Promise<Pdu>((answered) => session.send(pdu, answered))
  await ask(new smpp.PDU('bind_transceiver', { system_id: 'bench', password: '' }))
  const cpu = process.cpuUsage()
  const began = performance.now()
  let next = 0
  const lane = async () => {
    for (let n = next++; n < messages; n = next++) {
      const [octets] = segmentsOf(
        `【基准】某${n}您好，基准街道明天上午因管道检修停水，请提前储水。 回复TD退订`,
      ).parts
      const fields = {
        source_addr: '10690000',
        destination_addr: numberOf(n),
        data_coding: 8,
        registered_delivery: 1,
      }
      await ask(new smpp.PDU('submit_sm', { ...fields, short_message: octets }))
    }
  }
  await Promise.all(Array.from({ length: WINDOW }, lane))
  const seconds = (performance.now() - began) / 1000
  const { user, system } = process.cpuUsage(cpu)
  session.destroy()
  return {
    perSecond: round(messages / seconds, 0),
    processorMs: round((user + system) / 1000 / messages, 3),
  }
}

/** @param o people of the campaign, 20,000 unless told */
export async function benchMessages(
  o: { people?: string } = {},
): Promise<{ json: MessagesReport; text: string }> {
  const people = Number(o.people ?? PEOPLE)
  const home = mkdtempSync(path.join(tmpdir(), 'huiyin-bench-'))
  const smsc = fork(path.join(import.meta.dirname, 'smsc-process.ts'))
  endsWithUs(smsc)
  const i = await openInstallation({
    env: environment(home),
    logToStderr: true,
    applicationName: 'huiyin-bench',
  })
  try {
    const { port } = (await once(smsc, 'message'))[0] as { port: number }
    const made = await makePeople(i.bureau, i.database.owner, new Date())
    const { bureauId } = made
    const { directory } = i.bureau
    const room: MessagesRoom = {
      pool: i.database.app,
      directory,
      keyring: i.keyring,
      cases: i.cases,
      linesOf: () => [],
    }
    const command = (nth: number) => ({
      now: new Date(),
      idempotencyKey: randomUUID(),
      session: {
        accountId: made.clerkActors[nth]!.id,
        bureauId,
        unitId: made.clerkActors[nth]!.unitId,
        roles: ['supervisor'],
      } as unknown as Session,
    })
    const unitId = made.handlerActors[0]!.unitId!
    // Measured at any hour: nothing is quiet, nobody has to agree.
    const settings = { approveAbove: 1_000_000, quietFrom: '00:00', quietTo: '00:00', signature: '基准' }
    granted(await saveSettings(room, command(0), { ...settings, expectedVersion: 0 }))
    const groupIds: string[] = []
    for (let from = 0; from < people; from += ROWS_A_FILE) {
      const { groupId } = granted(await writeGroup(room, command(0), { name: `基准 ${from}`, unitId }, null))
      groupIds.push(groupId)
      const rows = Array.from({ length: Math.min(ROWS_A_FILE, people - from) }, (_, k) => [
        numberOf(from + k),
        `某${from + k}`,
      ])
      const content = writeCsv([['手机号码', '称呼'], ...rows]).toString('base64')
      const consent = { consentSource: '基准', consentOn: '2026-01-01' }
      granted(
        await importContacts(room, command(0), {
          groupId,
          fileName: 'a.csv',
          content,
          ...consent,
          dryRun: false,
        }),
      )
    }
    await i.database.owner.query('analyze')
    // Once to warm up, once to measure.
    await bareLoop(port, Math.min(people, 2000))
    await counted(smsc)
    const bare = await bareLoop(port, Math.min(people, PEOPLE))
    await counted(smsc)

    const refuses = () => Promise.reject(new Error('none are sent'))
    const line = smppLine(
      { name: 'bench', host: '127.0.0.1', port, systemId: 'bench', source: '10690000', window: WINDOW },
      { receipt: refuses, reply: refuses },
    )
    await line.ready(10_000)
    const dispatcher = createDispatcher({
      worker: i.database.worker,
      app: i.database.app,
      keyring: i.keyring,
      directory,
      clock: { now: () => new Date() },
      linesOf: () => [line],
      mayReach: () => true,
    })
    const fields = { title: 'bench', via: 'sms' as const, body: TEXT, variables: {}, groupIds, sendAt: null }
    const { campaignId } = granted(await makeCampaign(room, command(0), fields))
    const submit = { step: 'submit' as const, expectedVersion: 1, note: null }
    granted(await stepCampaign(room, command(0), campaignId, submit))
    const gathering = performance.now()
    await dispatcher.round()
    const gatherSeconds = (performance.now() - gathering) / 1000
    const database = i.database.embedded?.pid ?? null
    const databaseBefore = database === null ? null : processorMs(database)
    const memory = { tenth: 0, end: 0, most: 0 }
    const cpu = process.cpuUsage()
    const began = performance.now()
    let done = 0
    for (let n = 1; n > 0; done += n) {
      n = await dispatcher.round()
      const rss = process.memoryUsage.rss() / MB
      memory.most = Math.max(memory.most, rss)
      if (memory.tenth === 0 && done + n >= people / 10) memory.tenth = round(rss, 0)
    }
    const seconds = (performance.now() - began) / 1000
    const { user, system } = process.cpuUsage(cpu)
    memory.end = round(process.memoryUsage.rss() / MB, 0)
    memory.most = round(memory.most, 0)
    const databaseAfter = database === null ? null : processorMs(database)
    await line.close()
    const perSecond = round(people / seconds, 0)
    const report: MessagesReport = {
      people,
      window: WINDOW,
      bare,
      campaign: {
        perSecond,
        processorMs: round((user + system) / 1000 / people, 3),
        databaseMs:
          databaseBefore === null || databaseAfter === null
            ? null
            : round((databaseAfter - databaseBefore) / people, 3),
        seconds: round(seconds, 1),
        gatherSeconds: round(gatherSeconds, 1),
      },
      toBare: round(perSecond / bare.perSecond, 3),
      memory,
      counted: await counted(smsc),
    }
    return { json: report, text: JSON.stringify(report, null, 2) }
  } finally {
    smsc.disconnect()
    await i.close()
    removeHome(home)
  }
}
