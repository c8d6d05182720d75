import { Type } from 'typebox'

export const CAPABILITY = 'results'
export const LINE = 'programme'
/** Keeps a nation's indicators, targets and values. */
export const OFFICER = 'results-officer'
/** Releases a nation's figures, as a second person. */
export const APPROVER = 'results-approver'
export const AUDITOR = 'auditor'

export const AREAS = ['maritime', 'law-enforcement', 'borders', 'justice', 'prevention'] as const
export const GOALS = ['trafficking', 'safety', 'social-justice'] as const
/** What a value may be split by; the nation is the record's own. */
export const DIMENSIONS = ['sex', 'age', 'place'] as const

export const closed = <T extends Parameters<typeof Type.Object>[0]>(properties: T) =>
  Type.Object(properties, { additionalProperties: false })
export const nullable = <T extends Parameters<typeof Type.Union>[0][number]>(schema: T) =>
  Type.Union([schema, Type.Null()])
export const Words = (maxLength: number) => Type.String({ minLength: 1, maxLength })
export const Nation = Type.String({ pattern: '^[A-Z]{3}$', description: 'ISO 3166-1 alpha-3' })
export const Day = Type.String({ format: 'date', description: 'YYYY-MM-DD' })
export const Code = Type.String({ pattern: '^[A-Z][A-Z0-9.-]{1,23}$', description: 'e.g. TRN-1' })
/** A year, half or quarter of it. */
export const Period = Type.String({
  pattern: '^(19|20)[0-9]{2}(Q[1-4]|H[12])?$',
  description: '2026, 2026H1 or 2026Q1',
})
export const Amount = Type.Number({ minimum: 0, maximum: 1e12 })
