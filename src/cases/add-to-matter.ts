/** A further contact, words, or corrected contact details of a matter. */
import { plainDateIn } from '../kernel/calendar/index.ts'
import type { Refusal } from '../kernel/errors/refusal.ts'
import {
  type ContactInput,
  addContact as decideContact,
  messagePerson as decideMessage,
  correctParties as decideParties,
  addWords as decideWords,
} from './engine/add.ts'
import type { PartyInput } from './engine/open-matter.ts'
import { blindOf, type Caller, type CasesDeps, type CommandResult, changeMatter } from './run.ts'

/** Day of an instant in the bureau's zone; the text itself where it is no instant, for the rules to refuse. */
const dayOf = (zone: string, instant: string): string =>
  Number.isNaN(Date.parse(instant)) ? instant : plainDateIn(zone, new Date(instant).toISOString())

const citizen = (c: Caller) => c.actor.kind === 'citizen'

export function addContact(
  deps: CasesDeps,
  caller: Caller,
  matterId: string,
  contact: Omit<ContactInput, 'receivedOn'> & { receivedAt?: string },
): Promise<CommandResult | Refusal> {
  const { receivedAt, ...rest } = contact
  return changeMatter(deps, caller, {
    matterId,
    request: { verb: 'contact', matterId, contact },
    decide: (doc, world) => {
      const receivedOn = receivedAt ? dayOf(world.calendar.zone, receivedAt) : world.today
      return decideContact(doc, { ...rest, receivedOn }, caller.actor, world)
    },
  })
}

export function addWords(
  deps: CasesDeps,
  caller: Caller,
  matterId: string,
  words: string,
): Promise<CommandResult | Refusal> {
  return changeMatter(deps, caller, {
    matterId,
    request: { verb: 'words', matterId, words },
    asCitizen: citizen(caller),
    decide: (doc, world) => decideWords(doc, words, caller.actor, world),
  })
}

/** A unit writes to the person. */
export function messagePerson(
  deps: CasesDeps,
  caller: Caller,
  matterId: string,
  message: { words: string; asks: boolean },
): Promise<CommandResult | Refusal> {
  return changeMatter(deps, caller, {
    matterId,
    request: { verb: 'message', matterId, message },
    decide: (doc, world) => decideMessage(doc, message, caller.actor, world),
  })
}

export function correctParties(
  deps: CasesDeps,
  caller: Caller,
  matterId: string,
  parties: readonly PartyInput[],
): Promise<CommandResult | Refusal> {
  return changeMatter(deps, caller, {
    matterId,
    request: { verb: 'parties', matterId, parties },
    asCitizen: citizen(caller),
    decide: (doc, world) => decideParties(doc, parties, caller.actor, world),
    extra: () => ({ blind: blindOf(deps.keyring, caller.bureauId, parties) }),
  })
}
