import { describe, expect, it } from 'vitest'
import { Type } from 'typebox'
import type { JsonSchema } from '../../api/json-schema.ts'
import { kindOf, schemaAt, startObject } from './schema.ts'
import { cleaned, problemsOf } from './validate.ts'

/** Built with the declarations' own library, so that the form is tried on what the node really sends. */
const schema = JSON.parse(
  JSON.stringify(
    Type.Object(
      {
        source: Type.Enum(['vhf', 'phone', 'fisherman']),
        remark: Type.Optional(Type.String({ minLength: 3, maxLength: 2000 })),
        sightedAt: Type.String({ format: 'date-time' }),
        speedKn: Type.Union([Type.Number({ minimum: 0, maximum: 80 }), Type.Null()]),
        persons: Type.Integer({ minimum: 0 }),
        position: Type.Object({ lon: Type.Number(), lat: Type.Number({ minimum: -90, maximum: 90 }) }),
        marks: Type.Array(Type.String(), { minItems: 1 }),
        boats: Type.Array(Type.Object({ name: Type.String({ minLength: 1 }) })),
        grade: Type.Union([Type.Literal('A1'), Type.Literal('B2')]),
        seen: Type.Union([
          Type.Object({ kind: Type.Literal('position'), lon: Type.Number(), lat: Type.Number() }),
          Type.Object({ kind: Type.Literal('bearing'), bearingDeg: Type.Number({ minimum: 0 }) }),
        ]),
        note: Type.String({ maxLength: 2000 }),
        vessel: Type.Optional(Type.String({ format: 'uuid', 'x-ref': 'vessel' })),
      },
      { additionalProperties: false },
    ),
  ),
) as JsonSchema

describe('fields', () => {
  it('are drawn by what they are', () => {
    const kinds = Object.fromEntries(Object.entries(schema.properties ?? {}).map(([k, s]) => [k, kindOf(s)]))
    expect(kinds).toEqual({
      source: 'choice',
      remark: 'long-text',
      sightedAt: 'date-time',
      speedKn: 'number',
      persons: 'integer',
      position: 'object',
      marks: 'words',
      boats: 'list',
      grade: 'choice',
      seen: 'variant',
      note: 'long-text',
      vessel: 'reference',
    })
  })
  it('are found by path', () => {
    expect(schemaAt(schema, 'position.lat')?.maximum).toBe(90)
    expect(schemaAt(schema, 'position.depth')).toBeUndefined()
  })
})

describe('checking', () => {
  it('an untouched form names every field it needs and none it does not', () => {
    expect([...problemsOf(schema, startObject(schema)).keys()].toSorted()).toEqual(
      [
        'grade',
        'marks',
        'persons',
        'position.lat',
        'position.lon',
        'seen.lat',
        'seen.lon',
        'sightedAt',
        'source',
      ].toSorted(),
    )
  })
  it('says what was expected', () => {
    const wrong = {
      source: 'radio',
      remark: 'no',
      sightedAt: 'yesterday',
      speedKn: 90,
      persons: 1.5,
      position: { lon: -61, lat: 91 },
      marks: ['x'],
      boats: [{ name: '' }],
      grade: 'A1',
      seen: { kind: 'bearing', bearingDeg: -1 },
    }
    expect(Object.fromEntries(problemsOf(schema, wrong))).toEqual({
      source: { key: 'form.choice' },
      remark: { key: 'form.too-short', params: { n: 3 } },
      sightedAt: { key: 'form.date' },
      speedKn: { key: 'form.max', params: { n: 80 } },
      persons: { key: 'form.whole' },
      'position.lat': { key: 'form.max', params: { n: 90 } },
      'boats.0.name': { key: 'form.needs-value' },
      'seen.bearingDeg': { key: 'form.min', params: { n: 0 } },
    })
  })
})

it('what is left empty is not sent, a required nullable is sent as null, a text that may be blank as blank', () => {
  const value = { ...startObject(schema), source: 'vhf', remark: '', marks: ['blue hull'] }
  const sent = cleaned(schema, value) as Record<string, unknown>
  expect(sent).toMatchObject({
    source: 'vhf',
    speedKn: null,
    marks: ['blue hull'],
    boats: [],
    position: {},
    note: '',
  })
  expect('remark' in sent || 'vessel' in sent || 'grade' in sent).toBe(false)
})

describe('shapes told by a property of their own', () => {
  const kept = JSON.parse(
    JSON.stringify(
      Type.Object({
        kept: Type.Union([
          Type.Object({ exhibit: Type.String({ minLength: 1 }), seal: Type.Optional(Type.String()) }),
          Type.Object({ notKept: Type.String({ minLength: 1 }) }),
        ]),
        position: Type.Union([Type.Object({ latDeg: Type.Number(), lonDeg: Type.Number() }), Type.Null()]),
      }),
    ),
  ) as JsonSchema

  it('start as the first and ask for what it needs', () => {
    expect(kindOf(kept.properties?.['kept'] ?? {})).toBe('variant')
    expect([...problemsOf(kept, startObject(kept)).keys()]).toEqual(['kept.exhibit'])
  })

  it('send the one that was chosen, and a group emptied again as null', () => {
    const position = { latDeg: null, lonDeg: null }
    const value = { kept: { notKept: 'sunk' }, position }
    expect([...problemsOf(kept, value)]).toEqual([])
    expect(cleaned(kept, value)).toEqual({ kept: { notKept: 'sunk' }, position: null })
    const half = { ...value, position: { latDeg: 14, lonDeg: null } }
    expect([...problemsOf(kept, half).keys()]).toEqual(['position.lonDeg'])
  })
})
