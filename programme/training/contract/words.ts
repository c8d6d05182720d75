import { Type } from 'typebox'

export const CAPABILITY = 'training'
export const LINE = 'programme'
/** Keeps an academy's courses, seats, marks and certificates. */
export const REGISTRAR = 'registrar'
/** Puts a nation's people forward. */
export const NOMINATOR = 'nominating-officer'
export const INSTRUCTOR = 'instructor'
export const AUDITOR = 'auditor'
/** The node's own hand: tells tasking which certificates a crew holds, and reads nothing else. */
export const CREW_CHECK = 'crew-check'

/** The five areas of assistance. */
export const AREAS = ['maritime', 'law-enforcement', 'borders', 'justice', 'prevention'] as const
export const COSTS = ['tuition', 'travel', 'lodging', 'per-diem', 'other'] as const

export const closed = <T extends Parameters<typeof Type.Object>[0]>(properties: T) =>
  Type.Object(properties, { additionalProperties: false })
export const nullable = <T extends Parameters<typeof Type.Union>[0][number]>(schema: T) =>
  Type.Union([schema, Type.Null()])
export const Words = (maxLength: number) => Type.String({ minLength: 1, maxLength })
export const Nation = Type.String({ pattern: '^[A-Z]{3}$', description: 'ISO 3166-1 alpha-3' })
export const Day = Type.String({ format: 'date', description: 'YYYY-MM-DD' })
export const Code = Type.String({ pattern: '^[A-Z][A-Z0-9-]{1,23}$', description: 'e.g. COR-STG' })
export const Mark = Type.Number({ minimum: 0, maximum: 100 })
export const Decimal = Type.String({ pattern: '^(0|[1-9][0-9]{0,14})([.][0-9]{1,4})?$' })
export const Currency = Type.String({ pattern: '^[A-Z]{3}$', description: 'ISO 4217' })
