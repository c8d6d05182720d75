import type { Failure, Rule } from '../contract/result.ts'

/** What an error of TypeBox or Ajv says of itself (JSON Schema validation, draft 2020-12, section 6). */
interface SchemaError {
  readonly keyword: string
  readonly params: object
}

const BOUNDS: Readonly<Record<string, Rule>> = {
  minLength: 'too-short',
  maxLength: 'too-long',
  minimum: 'min',
  exclusiveMinimum: 'min',
  maximum: 'max',
  exclusiveMaximum: 'max',
  minItems: 'few',
  maxItems: 'many',
}
const KEYWORDS: Readonly<Record<string, Rule>> = {
  required: 'needs-value',
  additionalProperties: 'unknown-field',
  enum: 'choice',
  const: 'choice',
}
const TYPES: Readonly<Record<string, Rule>> = { number: 'number', integer: 'whole' }

/** The rule that was not kept, with its number, for whoever says it in the reader's language. */
export function brokenRule({ keyword, params }: SchemaError): Required<Pick<Failure, 'rule' | 'params'>> {
  const { limit, type, format, pattern } = params as Readonly<Record<string, unknown>>
  const bound = BOUNDS[keyword]
  if (bound === 'too-short' && limit === 1) return { rule: 'needs-value', params: {} }
  if (bound !== undefined && typeof limit === 'number') return { rule: bound, params: { n: limit } }
  const named = KEYWORDS[keyword]
  if (named !== undefined) return { rule: named, params: {} }
  if (keyword === 'type') return { rule: TYPES[String(type)] ?? 'wrong', params: {} }
  if (keyword === 'format' && ['date', 'date-time'].includes(String(format)))
    return { rule: 'date', params: {} }
  if (keyword === 'pattern')
    return {
      rule: 'pattern',
      params: { pattern: pattern instanceof RegExp ? pattern.source : String(pattern) },
    }
  return { rule: 'wrong', params: {} }
}
