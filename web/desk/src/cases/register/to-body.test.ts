import { beforeEach, describe, expect, it, vi } from 'vitest'
import {
  dropDraft,
  emptyFields,
  emptyParty,
  forgetDrafts,
  keepDraft,
  NOT_LISTED,
  type RegisterFields,
  readDraft,
} from './draft.ts'
import { fieldOf, toBody } from './to-body.ts'

const ZONE = 'Asia/Shanghai'
const typed = (part: Partial<RegisterFields>): RegisterFields => ({
  ...emptyFields('petition', 'letter'),
  body: ' 请求核实。 ',
  ...part,
})

describe('what was typed, as it is sent', () => {
  it('leaves out what is empty', () => {
    const { body } = toBody(typed({}), ZONE, false)
    expect(JSON.parse(JSON.stringify(body))).toEqual({
      procedure: 'petition',
      channel: 'letter',
      body: '请求核实。',
      demands: [],
      secrecy: 'none',
      parties: [],
      persons: 1,
      representatives: 0,
    })
  })

  it('reads the time of receipt as wall time of the bureau', () => {
    expect(toBody(typed({ receivedAt: '2026-10-08T00:30' }), ZONE, false).body.receivedAt).toBe(
      '2026-10-07T16:30:00.000Z',
    )
    expect(toBody(typed({ receivedAt: '2026-07-01T09:00' }), 'Europe/Berlin', false).body.receivedAt).toBe(
      '2026-07-01T07:00:00.000Z',
    )
  })

  it('sends the unit reported only in the shielded lane, and nothing for one that is not listed', () => {
    expect(toBody(typed({ reportedUnitId: 'u1' }), ZONE, false).body.reportedUnitId).toBeUndefined()
    expect(toBody(typed({ reportedUnitId: 'u1' }), ZONE, true).body.reportedUnitId).toBe('u1')
    expect(toBody(typed({ reportedUnitId: NOT_LISTED }), ZONE, true).body.reportedUnitId).toBeUndefined()
  })

  it('places a refusal at the line that was typed, not at the one that was sent', () => {
    const { indexes } = toBody(
      typed({ demands: ['', '修路', ''], parties: [emptyParty(), { ...emptyParty(), phone: '1' }] }),
      ZONE,
      false,
    )
    expect(fieldOf('demands[0]', indexes)).toBe('demands.1')
    expect(fieldOf('/parties/0/phone', indexes)).toBe('parties.1.phone')
    expect(fieldOf('external.system', indexes)).toBe('external.system')
    expect(fieldOf(undefined, indexes)).toBeUndefined()
  })
})

describe('the draft on this device', () => {
  let store: Map<string, string>
  beforeEach(() => {
    store = new Map()
    const storage = {
      getItem: (k: string) => store.get(k) ?? null,
      setItem: (k: string, v: string) => void store.set(k, v),
      removeItem: (k: string) => void store.delete(k),
    }
    // Object.keys of a Storage gives its keys.
    vi.stubGlobal(
      'localStorage',
      new Proxy(storage, {
        ownKeys: () => [...store.keys()],
        getOwnPropertyDescriptor: () => ({ enumerable: true, configurable: true }),
      }),
    )
    return () => vi.unstubAllGlobals()
  })

  it('comes back without anything of a person', () => {
    keepDraft(
      'a',
      typed({ subject: '路灯', parties: [{ ...emptyParty(), name: '演示人', phone: '13800000000' }] }),
      false,
    )
    expect([...store.values()].join()).not.toMatch(/演示人|13800000000/)
    expect(readDraft('a')).toMatchObject({ subject: '路灯', body: ' 请求核实。 ', parties: [emptyParty()] })
    expect(readDraft('b')).toBeNull()
  })

  it('is not kept of a shielded or secret matter, and one kept before goes', () => {
    keepDraft('a', typed({}), false)
    keepDraft('a', typed({}), true)
    expect(readDraft('a')).toBeNull()
    keepDraft('a', typed({ secrecy: 'name' }), false)
    expect(readDraft('a')).toBeNull()
  })

  it('goes after registering, after signing out and after a day', () => {
    keepDraft('a', typed({}), false)
    dropDraft('a')
    expect(readDraft('a')).toBeNull()
    keepDraft('a', typed({}), false)
    store.set('huiyin.language', 'en')
    forgetDrafts()
    expect([...store.keys()]).toEqual(['huiyin.language'])
    keepDraft('a', typed({}), false)
    vi.useFakeTimers({ now: Date.now() + 86_400_001 })
    expect(readDraft('a')).toBeNull()
    vi.useRealTimers()
  })
})
