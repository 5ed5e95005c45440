/** 送达回证: who received what, when and how; or why it was not accepted, and before whom. */
import type { KindDef } from '../contract.ts'

export const serviceReceipt: KindDef = {
  kind: 'service-receipt',
  audience: 'file',
  word: null,
  title: () => '送达回证',
  rows: (f) => [
    { label: '送达的文书', value: f.served?.title ?? '' },
    { label: '文号', value: f.served?.number ?? '' },
    { label: '事项编号', value: f.number },
    { label: '受送达人', value: '' },
    { label: '送达地点', value: '' },
    { label: '送达方式', value: '□当面　□网上　□公告　□其他　□邮寄（邮件号：　　　　　　　　　）' },
    { label: '收到日期', value: '　　　　年　　月　　日' },
    { label: '受送达人签名盖章', value: '' },
    { label: '代收人签名和关系', value: '' },
    { label: '拒收的事由和日期', value: '' },
    { label: '见证人签名', value: '' },
    { label: '送达人签名', value: '' },
  ],
  merge: () => ['受送达人自收到之日起行使文书写明的权利；拒收的，由送达人注明情况，见证人签名。'],
}
