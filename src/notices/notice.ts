/** A notice (告知短信、邮件): tells that something happened and where to look. Never the words of a letter or a reply. */

export interface Words {
  zh: string
  en: string
}

/** How a notice reaches a person. */
export type Via = 'sms' | 'email' | 'post'

/** How a notice reaches somebody. The address is personal data, opened only when the notice is made. */
export type Recipient =
  | { via: Via; address: string }
  /** A unit's desk. */
  | { via: 'desk'; unitId: string }

export interface Notice {
  /** The same event gives the same id (a UUID): sending again must not tell twice. */
  id: string
  /** Slug. */
  bureau: string
  bureauId: string
  /** The bureau only plays: a gateway reaches nobody but those its operator allows. */
  simulated: boolean
  /** The lane tells nothing: neither subject nor sender may say what it is about. */
  discreet: boolean
  template: string
  /** Instant of the event, ISO. */
  at: string
  /** Day of the event in the bureau's zone. */
  on: string
  to: Recipient
  /** Further ways to the same person, in order: taken when the first is refused for good, or no gateway stands behind it. */
  others?: readonly { via: Via; address: string }[]
  text: Words
  /** The matter it is about: leads a unit's desk there, and shows the handler what became of the telling. */
  matterId?: string
}

/** A way out: file, queue of the gateways. Keyed by `notice.id`, so that a repeated send changes nothing. */
export interface NoticeAdapter {
  /** @returns delivered false, or throws: the relay tries again later. */
  send(notice: Notice): Promise<{ delivered: boolean }>
}

/** A message as a gateway gets it: one address, words as they are read. */
export interface Message {
  id: string
  template: string
  address: string
  /** Name the person knows the sender by; of a discreet message one that tells nothing. */
  sender: string
  /** Address in From where the bureau has its own. */
  from: string | null
  text: Words
}

/**
 * What became of one try. `refused` is for good: this address takes nothing, or this message is not taken. Everything
 * that may pass throws a `GatewayError`.
 */
export type Outcome = { sent: true; reference: string | null } | { sent: false; refused: string }

/** The way to real people behind a `Via`. Called again with the same id after a doubt, it must not tell twice. */
export interface Gateway {
  via: 'sms' | 'email'
  send(message: Message): Promise<Outcome>
  close(): Promise<void>
}

/** A failure that may pass. `away`: the gateway itself is not reached, so that no other message need be tried now. */
export class GatewayError extends Error {
  readonly away: boolean
  /** The message may have been taken all the same: the line was cut after it was handed over. */
  readonly doubt: boolean
  /** @param reason a code and no more: no address, no words, no secret */
  constructor(reason: string, away: boolean, doubt = false) {
    super(reason)
    this.name = 'GatewayError'
    this.away = away
    this.doubt = doubt
  }
}
