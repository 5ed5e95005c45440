/** A notice (告知短信、邮件): tells that something happened and where to look. Never the words of a letter or a reply. */

export interface Words {
  zh: string
  en: string
}

/** How a notice reaches somebody. The address is personal data, opened only when the notice is made. */
export type Recipient =
  | { via: 'sms' | 'email' | 'post'; address: string }
  /** A unit's desk. */
  | { via: 'desk'; unitId: string }

export interface Notice {
  /** The same event gives the same id: sending again must not tell twice. */
  id: string
  bureau: string
  /** The bureau only plays: a gateway to real people must not send it. */
  simulated: boolean
  template: string
  /** Instant of the event, ISO. */
  at: string
  /** Day of the event in the bureau's zone. */
  on: string
  to: Recipient
  text: Words
  /** Of a notice to a unit's desk: the matter it is about, so that the desk leads there. */
  matterId?: string
}

/** A way out: file, text-message gateway, mail. Keyed by `notice.id`, so that a repeated send changes nothing. */
export interface NoticeAdapter {
  /** @returns delivered false, or throws: the relay tries again later. */
  send(notice: Notice): Promise<{ delivered: boolean }>
}
