/** `huiyin verify-receipt`: checks a receipt with nothing but the file, no network and no database. */
import { readFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import type { PublicKeys } from '../kernel/crypto/index.ts'
import { isRefusal } from '../kernel/errors/refusal.ts'
import {
  type ChainFindingCode,
  type ChainStatement,
  type Receipt,
  type ReceiptFindingCode,
  verifyChainStatement,
  verifyReceipt,
  verifyReceiptProof,
} from '../kernel/ledger/index.ts'
import { readPublicKeys } from './public-keys.ts'
import type { CommandOutput } from './run-verify.ts'

export const VERIFY_RECEIPT_USAGE = 'huiyin verify-receipt FILE [--key PUBLICKEYFILE] [--json]'

const WORDS: Record<ReceiptFindingCode, { zh: string; en: string }> = {
  'not-a-receipt': { zh: '不是回执文件', en: 'this is no receipt' },
  'unknown-version': { zh: '回执由更新的版本签发', en: 'the receipt was made by a newer release' },
  'key-mismatch': { zh: '密钥编号与公钥不符', en: 'the key id is not that of the public key' },
  'key-not-trusted': {
    zh: '签名密钥不是该单位公布的密钥',
    en: 'signed by a key that the bureau has not published',
  },
  'key-not-checked': {
    zh: '未提供单位公布的公钥，签发人未核对',
    en: 'no published key was given: who signed it is not proved',
  },
  'signature-invalid': {
    zh: '签名无效，内容被改动',
    en: 'the signature does not fit: something was altered',
  },
}

const CHAIN_WORDS: Record<ChainFindingCode, { zh: string; en: string }> = {
  'not-a-chain': { zh: '所附办理链无法识别', en: 'the chain cannot be read' },
  'chain-other-receipt': { zh: '所附办理链属于另一份回执', en: 'the chain belongs to another receipt' },
  'chain-broken': {
    zh: '办理链断开：有步骤缺失或被移动',
    en: 'the chain is broken: a step is missing or was moved',
  },
  'chain-signature-invalid': {
    zh: '办理链的签名无效，内容被改动',
    en: 'the signature on the chain does not fit: something was altered',
  },
  'chain-key-not-trusted': {
    zh: '办理链的签名密钥不是该单位公布的密钥',
    en: 'the chain was signed by a key that the bureau has not published',
  },
}

const PROOF_WORDS = {
  proved: { zh: '所附正文即当时提交的正文', en: 'the text is the one that was received' },
  'other-text': { zh: '所附正文与当时提交的不同', en: 'the text is not the one that was received' },
  'other-receipt': { zh: '所附证明属于另一份回执', en: 'the proof belongs to another receipt' },
  'not-a-proof': { zh: '所附证明无法识别', en: 'the proof cannot be read' },
} as const

export interface ReceiptReport {
  ok: boolean
  number: string | null
  bureau: Receipt['bureau'] | null
  receivedAt: string | null
  keyId: string | null
  /** Whether the published key was given and has signed it. */
  signer: 'proved' | 'not-checked' | 'not-proved'
  /** Whether the enclosed text is what was received; null when none is enclosed. */
  text: keyof typeof PROOF_WORDS | null
  /** Steps of the enclosed chain, if it holds; null when none is enclosed or it does not. */
  steps: number | null
  findings: {
    code: string
    severity: 'error' | 'note'
    field?: string
    message: { zh: string; en: string }
  }[]
}

const failed = (message: string): CommandOutput => ({
  exitCode: 2,
  json: { ok: false, error: { code: 'cli.usage', message }, usage: VERIFY_RECEIPT_USAGE },
  text: `${message}\n${VERIFY_RECEIPT_USAGE}\n`,
})

/** @param args without the name of the command; `--json` is accepted and left to the caller to act on */
export function runVerifyReceipt(args: readonly string[]): CommandOutput {
  let file: string | undefined
  let trusted: PublicKeys | undefined
  let text: string
  try {
    const options = { key: { type: 'string' }, json: { type: 'boolean' } } as const
    const { values, positionals } = parseArgs({
      args: [...args],
      options,
      allowPositionals: true,
      strict: true,
    })
    file = positionals[0]
    if (file === undefined || positionals.length > 1) return failed('one file is needed')
    text = readFileSync(file, 'utf8')
    if (values.key !== undefined) {
      const keys = readPublicKeys(readFileSync(values.key, 'utf8'))
      if (isRefusal(keys)) return failed(`${values.key}: no public key can be read`)
      trusted = keys
    }
  } catch (error) {
    return failed((error as Error).message)
  }
  const report = checkReceipt(text, trusted)
  return { exitCode: report.ok ? 0 : 1, json: report, text: textOf(report) }
}

/** Checks a receipt, or a receipt with its proof and text, as handed to the citizen. Never throws. */
export function checkReceipt(fileText: string, trusted?: PublicKeys): ReceiptReport {
  const value = parse(fileText)
  const bundle = isRecord(value) && 'receipt' in value ? value : { receipt: value, proof: null, text: null }
  const { ok, findings, receipt } = verifyReceipt(bundle.receipt, trusted)
  const worded: ReceiptReport['findings'] = findings.map((f) => ({ ...f, message: WORDS[f.code] }))
  let text: ReceiptReport['text'] = null
  if (receipt && (bundle.proof ?? null) !== null) {
    text =
      typeof bundle.text === 'string' ? verifyReceiptProof(receipt, bundle.proof, bundle.text) : 'other-text'
    if (text !== 'proved') worded.push({ code: text, severity: 'error', message: PROOF_WORDS[text] })
  }
  const enclosed = (bundle as { chain?: unknown }).chain ?? null
  const broken = receipt && enclosed !== null ? verifyChainStatement(enclosed, receipt, trusted) : []
  for (const code of broken) worded.push({ code, severity: 'error', message: CHAIN_WORDS[code] })
  const good = ok && (text === null || text === 'proved') && broken.length === 0
  const signed = good && trusted !== undefined
  return {
    ok: good,
    number: receipt?.number ?? null,
    bureau: receipt?.bureau ?? null,
    receivedAt: receipt?.receivedAt ?? null,
    keyId: receipt?.keyId ?? null,
    signer: signed ? 'proved' : good ? 'not-checked' : 'not-proved',
    text,
    steps: good && enclosed !== null ? (enclosed as ChainStatement).links.length : null,
    findings: worded,
  }
}

function textOf(r: ReceiptReport): string {
  const lines = r.findings.map(
    (f) => `${f.severity === 'error' ? '✗' : '○'} ${f.message.zh} / ${f.message.en}`,
  )
  if (r.text === 'proved') lines.push(`✓ ${PROOF_WORDS.proved.zh} / ${PROOF_WORDS.proved.en}`)
  if (r.steps !== null) lines.push(`✓ 办理链完整，共 ${r.steps} 步 / the chain holds, ${r.steps} steps`)
  if (r.number) lines.push(`${r.bureau?.name ?? ''} ${r.number} ${r.receivedAt ?? ''} ${r.keyId ?? ''}`)
  lines.push(r.ok ? '✓ 回执有效 / the receipt is valid' : '✗ 回执无效 / the receipt is not valid')
  return `${lines.join('\n')}\n`
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
