/** Events once written are read for ever: every type in every schema version folds to what it made then. */
import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import type { MatterDoc } from '../../src/cases/engine/doc.ts'
import { EVENT_VERSIONS } from '../../src/cases/engine/events.ts'
import { EVENT_REGISTRY, foldEvents } from '../../src/cases/engine/upcasters.ts'
import { type LedgerEvent, verifyChain } from '../../src/kernel/ledger/index.ts'

const FOLDER = path.resolve(import.meta.dirname, '../golden/events')
/** The event as stored, and the state of the matter after it: of the registration alone, or of registration and event. */
interface Golden {
  event: LedgerEvent
  doc: MatterDoc
}
const golden = (name: string): Golden => JSON.parse(readFileSync(path.join(FOLDER, name), 'utf8')) as Golden
const names = Object.entries(EVENT_VERSIONS).flatMap(([type, current]) =>
  Array.from({ length: current }, (_, i) => `${type}@${i + 1}.json`),
)
const registration = golden('matter.registered@1.json').event

describe('a golden event', () => {
  it('is kept of each type in each version, and of nothing else', () => {
    expect(readdirSync(FOLDER).sort()).toEqual(names.sort())
  })

  it.each(names)('%s is whole, and folds to the state it made when it was written', (name) => {
    const { event, doc } = golden(name)
    expect(`${event.type}@${event.schemaVersion}.json`).toBe(name)
    const events = event.version === 1 ? [event] : [registration, event]
    expect(verifyChain(events, { bureauId: event.bureauId, matterId: event.matterId })).toEqual([])
    expect(foldEvents(events, 'Asia/Shanghai')).toEqual(doc)
  })

  it('of an unknown type or a newer version is refused, not skipped', () => {
    expect(() => foldEvents([registration, { ...registration, type: 'matter.vanished' }], 'UTC')).toThrow(
      'unknown type',
    )
    const newer = { ...registration, schemaVersion: EVENT_REGISTRY.currentVersion('matter.registered') + 1 }
    expect(() => foldEvents([newer], 'UTC')).toThrow('unknown schema version')
  })
})
