/** What other rooms may see of the search by words. */
export { type Candidate, candidates, confirm } from './find.ts'
export { indexAll, reindex, type SearchDeps, startWordIndexer, type WordIndexer } from './follow.ts'
export { termsOf, termsOfWord, wordsOf } from './terms.ts'
