import { expect, it } from 'vitest'
import type { JsonSchema } from '../../api/json-schema.ts'
import { formColumns, inputOfLine } from './form-columns.ts'

const names = {
  label: (path: string) => path.toUpperCase(),
  help: () => undefined,
  value: (_: string, value: unknown) => `word of ${String(value)}`,
}
const text: JsonSchema = { type: 'string', minLength: 1, maxLength: 60 }
const none: JsonSchema = { type: 'null' }
const object = (properties: Record<string, JsonSchema>): JsonSchema => ({
  type: 'object',
  properties,
  required: Object.keys(properties),
})
const schema = object({
  reference: text,
  basis: { enum: ['paid', 'owed'] },
  year: { anyOf: [{ type: 'integer' }, none] },
  under: { anyOf: [{ type: 'string', 'x-ref': 'instrument' }, none] },
  nations: { type: 'array', items: text },
  rate: { anyOf: [object({ into: text, rate: text }), none] },
  source: object({ document: text, page: { anyOf: [text, none] } }),
  rows: { type: 'array', items: object({ a: text }) },
  public: { type: 'boolean' },
})
const columns = formColumns(schema, names) ?? []

it('makes a column of every field a table can hold, groups by their path', () => {
  expect(columns.map((c) => [c.name, c.kind, c.required])).toEqual([
    ['reference', 'text', true],
    ['basis', 'choice', true],
    ['year', 'integer', false],
    ['under', 'text', false],
    ['nations', 'text', false],
    ['rate.into', 'text', false],
    ['rate.rate', 'text', false],
    ['source.document', 'text', true],
    ['source.page', 'text', false],
    ['public', 'boolean', false],
  ])
  expect(columns[1]).toMatchObject({ choices: ['paid', 'owed'], words: ['word of paid', 'word of owed'] })
  expect(columns[3]).toMatchObject({ ref: 'instrument' })
})

it('has no table for a form that must hold rows', () => {
  const items = { type: 'array', items: object({ a: text }), minItems: 1 } as const
  expect(formColumns(object({ items }), names)).toBe(null)
})

it('fills a form from a line; a group of which nothing is said is none', () => {
  const line = {
    reference: 'D-1',
    basis: 'paid',
    nations: 'LCA; BRB',
    'source.document': 'Letter',
    public: true,
  }
  expect(inputOfLine(schema, columns, line)).toEqual({
    reference: 'D-1',
    basis: 'paid',
    year: null,
    under: null,
    nations: ['LCA', 'BRB'],
    rate: null,
    source: { document: 'Letter', page: null },
    rows: [],
    public: true,
  })
  expect(inputOfLine(schema, columns, { ...line, 'rate.into': 'USD' })['rate']).toEqual({
    into: 'USD',
    rate: null,
  })
})
