/** What other rooms may see of the search by words. */
export { mattersSharing, type Rarity, rarityOf } from './alike.ts'
export { type Candidate, candidates, confirm } from './find.ts'
export { indexAll, reindex, type SearchDeps, wordFollower } from './follow.ts'
export {
  add as addPlace,
  type Bits,
  BLOCK,
  bitsOf,
  placesDown,
  remove as removePlace,
  stored,
} from './postings.ts'
export { termsOf, termsOfWord, wordsOf } from './terms.ts'
