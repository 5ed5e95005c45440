/** What is asked and told about one's own account. */
import { get, newKey, post, put } from '../api/client.ts'

export interface Proposal {
  secret: string
  uri: string
  /** An SVG document. */
  qr: string
}

export interface Codes {
  recoveryCodes: string[]
}

export const proposeForMe = (signal?: AbortSignal) => get<Proposal>('/me/second-factor/proposal', signal)
/** Where nobody is signed in yet. */
export const proposeAtSignIn = (login: string) =>
  post<Proposal>('/session/second-factor-proposal', newKey(), { login })

export const setFactor = (
  body: { password: string; secret: string; code: string; current?: string },
  key: string,
) => put<Codes>('/me/second-factor', key, body)
export const removeFactor = (body: { password: string; code: string }, key: string) =>
  post<{ removed: boolean }>('/me/second-factor/removal', key, body)
export const renewCodes = (body: { password: string; code: string }, key: string) =>
  post<Codes>('/me/recovery-codes', key, body)
export const changePassword = (body: { current: string; next: string }, key: string) =>
  put<{ sessionsEnded: number }>('/me/password', key, body)
