/** Categories proposed for a text, learned from the bureau's own letters. Advice only: a person decides. */
export { type Evaluation, evaluate } from './evaluate.ts'
export type { Reason } from './explain.ts'
export { wordsOf, wordsOfTokens } from './features.ts'
export { type Model, type Proposal, propose } from './model.ts'
export { type Sample, train } from './train.ts'
