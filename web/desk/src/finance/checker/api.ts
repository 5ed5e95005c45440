/** What the checker reads and sends: files, reports, and the reports kept. */
import { queryOptions } from '@tanstack/react-query'
import type { Finding, Severity } from '../../../../../src/disclosure/contract.ts'
import { ApiProblem, fetchFile, get, newKey, post, remove } from '../../api/client.ts'

export type { Finding, Severity }

export interface Checked {
  document: string
  of: { kind: 'budget' | 'final' | null; year: number | null; entity: string | null }
  relations: number
  held: number
  findings: Finding[]
  text: string[]
}
export interface KeptRow {
  checkId: string
  keptAt: string
  keptBy: string
  document: string
  previous: string | null
  errors: number
  tails: number
  reviews: number
}
export type Kept = KeptRow & { report: Checked }

export const MOST_MB = 20
export const ACCEPT = '.txt,.docx,.doc,.xlsx,.xls,.pdf,.html,.htm'

export const keptListQuery = queryOptions({
  queryKey: ['disclosure-checks'],
  queryFn: async ({ signal }) => (await get<{ items: KeptRow[] }>('/disclosure-checks/kept', signal)).items,
})
export const keptQuery = (checkId: string) =>
  queryOptions({
    queryKey: ['disclosure-checks', checkId],
    queryFn: ({ signal }) => get<Kept>(`/disclosure-checks/kept/${checkId}`, signal),
  })

export interface Asked {
  file: File
  previous: File | null
}

/** Sends the files; nothing of them stays on the server. */
export const check = async (asked: Asked, key: string): Promise<Checked> =>
  post('/disclosure-checks', key, await bodyOf(asked))

/** Checks once more, and keeps what is found. */
export const keep = async (asked: Asked, key: string): Promise<{ checkId: string }> =>
  post('/disclosure-checks/kept', key, await bodyOf(asked))

/** The report as a page that stands alone, with the document marked up. */
export const pageOf = async (report: Checked): Promise<Blob> =>
  (await fetchFile('/disclosure-checks/report', newKey(), report, new AbortController().signal)).blob()

export const forget = (checkId: string, key: string): Promise<void> =>
  remove(`/disclosure-checks/kept/${checkId}`, key)

async function bodyOf({ file, previous }: Asked) {
  return { file: await sent(file), ...(previous ? { previous: await sent(previous) } : {}) }
}

async function sent(file: File): Promise<{ name: string; base64: string }> {
  return { name: file.name.slice(0, 200), base64: await base64Of(file) }
}

function base64Of(file: File): Promise<string> {
  return new Promise((resolve, reject) => {
    const reader = new FileReader()
    reader.onload = () => resolve(String(reader.result).replace(/^[^,]*,/, ''))
    reader.onerror = () => reject(reader.error)
    reader.readAsDataURL(file)
  })
}

export const isProblem = (error: unknown): error is ApiProblem => error instanceof ApiProblem

export const countOf = (findings: readonly Finding[], severity: Severity): number =>
  findings.filter((f) => f.severity === severity).length
