import type { Language } from './language.ts'
import statements from './statements.json' with { type: 'json' }

export type Section =
  | 'partnership'
  | 'goals'
  | 'priorities'
  | 'cooperation'
  | 'support'
  | 'areas'
  | 'benefits'
  | 'more'

/** One thing the partnership says of itself. Every one stands in the source below, and carries no figure of its own but dates. */
export interface Statement {
  readonly id: string
  readonly section: Section
  readonly area: string | null
  readonly heading?: Readonly<Record<Language, string>>
  readonly text: Readonly<Record<Language, string>>
}

export const STATEMENTS = statements as readonly Statement[]

/** Where the statements stand. */
export const STATEMENT_SOURCE =
  'US State Department, The Caribbean Basin Security Initiative: St. Lucia (fact sheet, undated)'

/** National benefits are Saint Lucia's own; of no other nation does this source say anything. */
export const BENEFITS_OF = 'LCA'
