/** Matters that hang together across levels and bureaus. */
export { type DecidingPlace, nextLevelUp, organAskedAbout } from './next-level-up.ts'
export { openLinkedMatter } from './open-linked-matter.ts'
export { type RequestAtReviewer, recordReviewRequest } from './record-request.ts'
export { allowReviewAgain, reopenAfterReview } from './reopen-after-review.ts'
