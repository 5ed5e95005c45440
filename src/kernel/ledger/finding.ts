/**
 * What a verification found wrong, as exactly as the evidence allows. Codes:
 *
 * in one chain
 * - `event-missing`     versions `details.from`–`details.to` are not there, later ones are
 * - `event-duplicated`  one version occurs more than once
 * - `event-changed`     the fields do not fit the event's own hash (or its sealed hash)
 * - `event-reordered`   the event stands at another place than it was written for (`details.wasVersion`)
 * - `event-back-dated`  recorded earlier than the event before it, or than a seal that does not list it
 * - `event-foreign`     it belongs to another bureau or matter
 * - `link-broken`       intact in itself, but not linked to the event before it: that one was replaced
 * against a head or a seal
 * - `matter-dropped`    no event of a sealed matter is left
 * - `chain-shortened`   the last events are gone; `details.lastVersion` is the last one left
 * - `chain-rebuilt`     from this version on every sealed event differs: history was written anew
 * in a chain of seals
 * - `seal-missing`, `seal-duplicated`, `seal-changed`, `seal-link-broken`, `seal-back-dated`, `seal-foreign`
 * - `seal-key-unknown`  signed by a key that is not trusted
 * - `seal-signature`    the signature does not verify
 */
export type FindingCode =
  | 'event-missing'
  | 'event-duplicated'
  | 'event-changed'
  | 'event-reordered'
  | 'event-back-dated'
  | 'event-foreign'
  | 'link-broken'
  | 'matter-dropped'
  | 'chain-shortened'
  | 'chain-rebuilt'
  | 'seal-missing'
  | 'seal-duplicated'
  | 'seal-changed'
  | 'seal-link-broken'
  | 'seal-back-dated'
  | 'seal-foreign'
  | 'seal-key-unknown'
  | 'seal-signature'

export interface Finding {
  readonly code: FindingCode
  readonly bureauId: string
  readonly matterId?: string
  readonly version?: number
  readonly eventId?: string
  readonly sealNo?: number
  readonly details?: Readonly<Record<string, unknown>>
}

const WORDS: Record<FindingCode, { zh: string; en: string }> = {
  'event-missing': { zh: '缺少记录', en: 'events are missing' },
  'event-duplicated': { zh: '同一序号出现多条记录', en: 'several events have one version' },
  'event-changed': { zh: '记录内容被改动', en: 'the event was changed' },
  'event-reordered': { zh: '记录次序被调换', en: 'the event was moved to another place' },
  'event-back-dated': { zh: '登记时间倒填', en: 'the event was back-dated' },
  'event-foreign': { zh: '混入其他事项的记录', en: 'the event belongs to another matter' },
  'link-broken': {
    zh: '与前一条记录脱链，前一条已被替换',
    en: 'not linked to the event before it, which was replaced',
  },
  'matter-dropped': { zh: '整件事项被删除', en: 'the whole matter was dropped' },
  'chain-shortened': { zh: '末尾记录被删除', en: 'the last events were dropped' },
  'chain-rebuilt': { zh: '自此记录起全部被重写', en: 'history was rebuilt from here on' },
  'seal-missing': { zh: '缺少封印', en: 'a seal is missing' },
  'seal-duplicated': { zh: '封印编号重复', en: 'several seals have one number' },
  'seal-changed': { zh: '封印内容被改动', en: 'the seal was changed' },
  'seal-link-broken': { zh: '与前一封印脱链', en: 'not linked to the seal before it' },
  'seal-back-dated': { zh: '封印时间倒填', en: 'the seal was back-dated' },
  'seal-foreign': { zh: '其他单位的封印', en: 'the seal belongs to another bureau' },
  'seal-key-unknown': { zh: '封印所用密钥不受信任', en: 'the seal is signed by an unknown key' },
  'seal-signature': { zh: '封印签名无效', en: 'the signature of the seal is not valid' },
}

/** One finding as a line for people: what is wrong and exactly where. */
export function describeFinding(finding: Finding, language: 'zh-CN' | 'en'): string {
  const zh = language === 'zh-CN'
  const place = [
    finding.sealNo !== undefined && `${zh ? '封印' : 'seal'} ${finding.sealNo}`,
    finding.matterId !== undefined && `${zh ? '事项' : 'matter'} ${finding.matterId}`,
    finding.version !== undefined && `${zh ? '第' : 'version '}${finding.version}${zh ? '条' : ''}`,
  ].filter((part) => part !== false)
  const details = Object.entries(finding.details ?? {}).map(([name, value]) => `${name}=${String(value)}`)
  const words = WORDS[finding.code][zh ? 'zh' : 'en']
  const tail = details.length > 0 ? ` (${details.join(', ')})` : ''
  return `${place.join(zh ? ' ' : ', ')}: ${words}${tail}`
}
