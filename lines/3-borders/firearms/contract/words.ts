import { Type } from 'typebox'

export const CAPABILITY = 'firearms'
export const LINE = '3-borders'
/** Describes firearms, asks for traces and enters answers. */
export const OFFICER = 'firearms-officer'
/** Compares what firearms leave; reads the register. */
export const EXAMINER = 'firearms-examiner'
export const CUSTOMS = 'customs-officer'
export const EXHIBITS = 'exhibits-officer'
export const READERS = [OFFICER, EXAMINER, CUSTOMS, EXHIBITS] as const

export const nullable = <T extends Parameters<typeof Type.Union>[0][number]>(schema: T) =>
  Type.Union([schema, Type.Null()])
export const Words = (maxLength: number) => Type.String({ minLength: 1, maxLength })
export const closed = <T extends Parameters<typeof Type.Object>[0]>(properties: T) =>
  Type.Object(properties, { additionalProperties: false })
/** ISO 3166-1 alpha-3; a mark keeps the letters that are on it in its text. */
export const Country = Type.String({ pattern: '^[A-Z]{3}$' })
export const Day = Type.String({ pattern: '^\\d{4}-\\d{2}-\\d{2}$' })
