export { CATALOGUE, type ErrorCode, findEntry } from './catalogue.ts'
export type { CatalogueEntry, Words } from './entry.ts'
export { LANG_TAGS, type Lang, type Problem, preferredLang, problemOf, RefusedError } from './problem.ts'
export { isRefusal, type Refusal, refuse } from './refusal.ts'
