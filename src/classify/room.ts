/** What the verbs of this room work with. */
import type { CasesDeps } from '../cases/index.ts'
import type { Tx } from '../kernel/postgres/connect.ts'
import type { NamedCategory } from './names.ts'

export interface ClassifyRoom {
  cases: CasesDeps
  /** The bureau's tree on a day, with the words its duty list gives; retired categories are not proposed. */
  categories(tx: Tx, bureauId: string, today: string): Promise<CategoryOfTree[]>
}

export interface CategoryOfTree extends NamedCategory {
  readonly name: { zh: string; en: string }
}
