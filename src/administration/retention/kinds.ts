/** Kinds of data that have a period of retention. Pure data. */
import type { Words } from '../contract.ts'

export interface RetentionKindDef {
  kind: 'matter-content' | 'access-log' | 'audit-log'
  label: Words
  help: Words
  least: number | null
  erasable: boolean
}

/** 《网络安全法》第二十一条第三项: logs of a network are kept for no less than six months. */
const LOGS_LEAST = 6

export const RETENTION_KINDS: readonly RetentionKindDef[] = [
  {
    kind: 'matter-content',
    label: {
      zh: '事项内容（来信、答复、当事人、附件）',
      en: 'Content of matters: letters, replies, persons, files',
    },
    help: {
      zh: '自办结之日起算。到期后可依决定销毁内容；办理步骤和账本不动，仍可核验。受保护通道和整件保密的事项不在此列出。',
      en: 'Counted from the end of the matter. Past it, the content may be destroyed under a decision; the steps and the ledger stay and still verify. Shielded and wholly confidential matters are not listed here.',
    },
    least: null,
    erasable: true,
  },
  {
    kind: 'access-log',
    label: { zh: '查阅记录', en: 'Log of looks at personal data' },
    help: {
      zh: '自查阅之日起算，至少六个月（《网络安全法》第二十一条第三项）。只显示到期数量，本系统不删除查阅记录，当事人始终可以看到。',
      en: 'Counted from the look, six months at least (Cybersecurity Law, Art. 21(3)). What is past its period is only counted: this program deletes none of it, and the person concerned can always read it.',
    },
    least: LOGS_LEAST,
    erasable: false,
  },
  {
    kind: 'audit-log',
    label: { zh: '管理操作日志', en: 'Log of administrative acts' },
    help: {
      zh: '自操作之日起算，至少六个月（《网络安全法》第二十一条第三项）。只显示到期数量，本系统不删除日志。',
      en: 'Counted from the act, six months at least (Cybersecurity Law, Art. 21(3)). What is past its period is only counted: this program deletes none of it.',
    },
    least: LOGS_LEAST,
    erasable: false,
  },
]
