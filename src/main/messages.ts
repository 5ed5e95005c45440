/** What an operator is told when a command cannot go on. */
import { ConfigError } from '../kernel/config/config.ts'
import { problemOf } from '../kernel/errors/index.ts'
import { MigrationRefused } from '../kernel/postgres/migrate.ts'
import { DatabaseRefused } from '../kernel/postgres/roles.ts'
import { OperatorError } from './installation.ts'

export interface OperatorMessage {
  code: string
  zh: string
  en: string
}

/** Words for an error the operator can settle; null for a fault of ours. */
export function codesOf(error: unknown): OperatorMessage | null {
  if (error instanceof OperatorError) {
    const { refused } = error.refusal
    const say = (lang: 'zh' | 'en') => {
      const problem = problemOf(error.refusal, lang, 'cli')
      return problem ? `${problem.title} ${problem.detail ?? ''}`.trim() : refused
    }
    return { code: refused, zh: say('zh'), en: say('en') }
  }
  if (error instanceof ConfigError) return { code: 'config', zh: '', en: error.message }
  if (error instanceof DatabaseRefused) return { code: 'database', zh: '', en: error.message }
  if (error instanceof MigrationRefused) return { code: error.code, zh: '', en: error.message }
  return null
}
