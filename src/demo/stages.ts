/** How a story of the demo goes on its way, and what is answered at the end. */
import type { Stage, Story } from './stories.ts'

/** Order in which stages lie on the way; a story goes on as far as its own. */
export const REACHES: Record<Stage, readonly string[]> = {
  registered: [],
  assigned: ['assign'],
  objected: ['assign', 'object'],
  returned: [
    'assign-elsewhere',
    'give-back',
    'agree-return',
    'assign',
    'take-on',
    'reply',
    'approve',
    'serve',
  ],
  handling: ['assign', 'take-on'],
  'reply-check': ['assign', 'take-on', 'reply'],
  answered: ['assign', 'take-on', 'reply', 'approve', 'serve'],
  satisfied: ['assign', 'take-on', 'reply', 'approve', 'serve', 'rate-good'],
  unsatisfied: ['assign', 'take-on', 'reply', 'approve', 'serve', 'rate-bad'],
  'review-asked': ['assign', 'take-on', 'reply', 'approve', 'serve', 'ask-review'],
  declining: ['decline'],
  withdrawn: ['withdraw'],
  guided: ['assign', 'guide'],
  told: ['guide', 'serve'],
  referred: ['assign', 'guide', 'serve'],
  'from-above': ['take-from-above', 'assign-with-limit', 'take-on'],
  published: ['assign', 'take-on', 'reply', 'approve', 'publish'],
}

/** Outcome of each demand: the first granted, the others explained. */
export function answered(story: Story) {
  const count = Math.max(1, story.letter.demands?.length ?? 1)
  return Array.from({ length: count }, (_, i) => ({
    demandId: `q${i + 1}`,
    result: i === 0 ? 'supported' : 'explained',
    words: i === 0 ? '已按诉求办理，详见答复。' : '已当面说明情况，详见答复。',
    basis: '本县有关管理规定（演示）',
  }))
}

/** Result of each item of a suggestion: all taken where it was adopted, else the last not yet. */
export const studied = (story: Story) => {
  const { adoption } = story
  const last = adoption === 'adopted' ? -1 : (story.letter.demands?.length ?? 1) - 1
  const outcomes = (story.letter.demands ?? []).map((_, i) => ({
    demandId: `q${i + 1}`,
    result: i === last ? 'partly-supported' : 'supported',
    words: i === last ? '条件暂不具备，先做其中能做的部分，理由见答复。' : '可行，已列入下月计划。',
    basis: '现场踏勘记录（演示）',
  }))
  return { adoption, outcomes, reply: story.reply }
}
