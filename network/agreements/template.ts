import type { Terms } from './terms.ts'

/** Terms that a capability proposes for agreements about it: a lawyer begins with them and names parties, law and dates. */
export interface AgreementTemplate {
  readonly id: string
  readonly terms: Terms
}
