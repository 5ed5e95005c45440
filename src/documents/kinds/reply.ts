/** 答复: to a letter or an order, an inquiry or a suggestion. The regulations give it no review. */
import type { KindDef } from '../contract.ts'
import { lines, received } from '../words.ts'
import { answered } from './opinion-parts.ts'

export const reply: KindDef = {
  kind: 'reply',
  audience: 'person',
  word: '复',
  letter: true,
  title: (f) => (f.subject ? `关于“${f.subject.replace(/[。；;.\s]+$/u, '')}”的答复` : '关于来信事项的答复'),
  merge: (f) => [
    `${received(f)}收悉，现答复如下：`,
    ...lines(f.given.opinion),
    ...answered(f),
    f.class === 'suggestion' ? '感谢您对我们工作的关心和支持。' : '如对答复还有疑问，可以凭编号与我们联系。',
  ],
}
