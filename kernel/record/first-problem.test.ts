import { Type } from 'typebox'
import { expect, it } from 'vitest'
import { firstProblem } from './first-problem.ts'

const strict = { additionalProperties: false }
const schema = Type.Object(
  {
    place: Type.Object({ lon: Type.Number({ minimum: -180 }), lat: Type.Number() }, strict),
    reported: Type.Union([
      Type.Object({ kind: Type.Literal('position'), lon: Type.Number() }, strict),
      Type.Object({ kind: Type.Literal('bearing'), deg: Type.Number({ maximum: 360 }) }, strict),
    ]),
    mmsi: Type.Union([Type.Integer({ minimum: 1 }), Type.Null()]),
    level: Type.Enum(['low', 'high']),
    rows: Type.Array(Type.Object({ n: Type.Union([Type.Integer(), Type.Null()]) }, strict)),
  },
  strict,
)
const good = {
  place: { lon: 1, lat: 2 },
  reported: { kind: 'bearing', deg: 7 },
  mmsi: null,
  level: 'low',
  rows: [{ n: 1 }],
}

it.each([
  ['nothing wrong', {}, null],
  ['one field of several missing', { place: { lat: 2 } }, ['place.lon', 'is missing']],
  ['a field too many', { place: { lon: 1, lat: 2, alt: 3 } }, ['place.alt', 'is not known here']],
  ['a bound', { place: { lon: -181, lat: 2 } }, ['place.lon', 'must be >= -180']],
  ['a choice', { level: 'middle' }, ['level', 'must be one of low, high']],
  ['no such kind', { reported: { kind: 'rumour' } }, ['reported.kind', 'must be one of position, bearing']],
  ['the kind that is meant', { reported: { kind: 'bearing', deg: 400 } }, ['reported.deg', 'must be <= 360']],
  ['its missing field', { reported: { kind: 'position' } }, ['reported.lon', 'is missing']],
  ['a bound of what may be null', { mmsi: 0 }, ['mmsi', 'must be >= 1']],
  ['neither type', { mmsi: 'x' }, ['mmsi', 'must be integer or null']],
  ['neither type in a row', { rows: [{ n: 1 }, { n: 'x' }] }, ['rows.1.n', 'must be integer or null']],
])('names the field and what was expected: %s', (_name, change, expected) => {
  const problem = firstProblem(schema, { ...good, ...change })
  const [path, text] = expected ?? []
  const told = problem === null ? null : { path: problem.path, expected: problem.expected }
  expect(told).toEqual(expected === null ? null : { path, expected: text })
})

it('finds what the whole value is not', () => {
  expect(firstProblem(schema, 5)).toMatchObject({ path: '', expected: 'must be object' })
  expect(firstProblem(schema, undefined)).toMatchObject({ path: '', expected: 'must be object' })
})

it.each([
  [{ place: { lat: 2 } }, 'needs-value', {}],
  [{ place: { lon: 1, lat: 2, alt: 3 } }, 'unknown-field', {}],
  [{ place: { lon: -181, lat: 2 } }, 'min', { n: -180 }],
  [{ place: { lon: 'x', lat: 2 } }, 'number', {}],
  [{ level: 'middle' }, 'choice', {}],
  [{ reported: { kind: 'rumour' } }, 'choice', {}],
  [{ reported: { kind: 'bearing', deg: 400 } }, 'max', { n: 360 }],
  [{ mmsi: 'x' }, 'whole', {}],
  [{ level: undefined, rows: 'x' }, 'needs-value', {}],
  [{ rows: 'x' }, 'wrong', {}],
])('says the rule that was not kept, for whoever puts it in another language: %j', (change, rule, params) => {
  const value = JSON.parse(JSON.stringify({ ...good, ...change })) as unknown
  expect(firstProblem(schema, value)).toMatchObject({ rule, params })
})
