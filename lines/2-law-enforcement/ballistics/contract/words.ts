import { Type } from 'typebox'

export const CAPABILITY = 'ballistics'
export const LINE = '2-law-enforcement'
/** Describes specimens, compares and concludes. */
export const EXAMINER = 'firearms-examiner'
/** Heads the laboratory: permits loans. */
export const MANAGER = 'ballistics-manager'
/** The node's own hands: reads surfaces, writes down what it computed. */
export const ENGINE = 'ballistics-engine'
export const LABORATORY = [EXAMINER, MANAGER] as const
export const PURPOSE = 'ballistic-examination'

export const nullable = <T extends Parameters<typeof Type.Union>[0][number]>(schema: T) =>
  Type.Union([schema, Type.Null()])
export const Words = (maxLength: number) => Type.String({ minLength: 1, maxLength })
export const closed = <T extends Parameters<typeof Type.Object>[0]>(properties: T) =>
  Type.Object(properties, { additionalProperties: false })
