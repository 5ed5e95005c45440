/** Matters that hang together across levels and bureaus. */
export { type DecidingPlace, nextLevelUp, organAskedAbout } from './next-level-up.ts'
export { openLinkedMatter } from './open-linked-matter.ts'
export { reopenAfterReview } from './reopen-after-review.ts'
