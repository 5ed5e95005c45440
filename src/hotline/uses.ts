/** Tells the knowledge base that an article was used; wired where the rooms meet. */
import type { Command } from '../bureau/index.ts'

/** Never fails the call it is told of: a use that is not counted is no reason to lose an answer. */
export type KnowledgeUse = (command: Command, articleId: string) => Promise<void>
