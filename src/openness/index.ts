/** What other rooms may see of openness. */

export { interval } from '../oversight/index.ts'
export { readChannels, saveChannels, shownChannels } from './channels/channels.ts'
export type { ChannelField, Channels } from './channels/contract.ts'
export type { PublishedItem, PublishedPage, Shown } from './contract.ts'
export {
  COUNTS as COUNT_NAMES,
  type Dimension,
  isRate,
  type Measure,
  type OpenData,
  RATES as RATE_NAMES,
} from './data/contract.ts'
export { startOpenData } from './data/daily.ts'
export { COLUMN_WORDS, dictionary, LICENCE, MEASURE_WORDS, RULES as DATA_RULES } from './data/dictionary.ts'
export { currentData, figuresCsv, makeOpenData, ofYear } from './data/make.ts'
export { LEAST } from './data/rules.ts'
export {
  findPublished,
  latestPublished,
  PAGE as PUBLISHED_PAGE,
  readPublished,
  similarPublished,
} from './published/find.ts'
export { actOnPublication } from './publishing/act.ts'
export { type ConsentView, readConsent, saveConsent } from './publishing/consent.ts'
export { listForDesk, previewOf, readForDesk } from './publishing/read.ts'
export { EDITORS } from './publishing/rules.ts'
export type { OpennessRoom } from './room.ts'
export { opennessRoutes } from './routes.ts'
export {
  type Adopted,
  type PublicTopic,
  publicTopicOf,
  publicTopics,
  publishedSuggestions,
  saveTopic,
  tieSuggestion,
} from './suggestions/topics.ts'
