import { Type } from 'typebox'
import { expect, it } from 'vitest'
import { AnyRef, findPeople, findRefs, mapRefs, PersonRef, Ref } from './ref.ts'

const A = '0192f3a0-0000-7000-8000-00000000000a'
const B = '0192f3a0-0000-7000-8000-00000000000b'
const C = '0192f3a0-0000-7000-8000-00000000000c'
const schema = Type.Object({
  vessel: Ref('vessel'),
  log: Type.Optional(Ref('log')),
  case: Type.Union([Ref('case'), Type.Null()]),
  about: Type.Optional(AnyRef()),
  crew: Type.Array(Type.Object({ person: Ref('person'), role: Type.String() })),
  exhibits: Type.Array(Ref('exhibit'), { minItems: 1 }),
  note: Type.String(),
})
const body = {
  vessel: A,
  log: B,
  case: C,
  about: { type: 'person', id: B },
  crew: [
    { person: B, role: 'master' },
    { person: C, role: 'mate' },
  ],
  exhibits: [A, C],
  note: B,
}
const hiding = (hidden: string) => (ref: { id: string }) => (ref.id === hidden ? null : ref.id)

it('changes references and nothing else, and leaves what it was given', () => {
  const before = structuredClone(body)
  const made = mapRefs(schema, body, ({ type, id }) => (id === B ? `alias of ${type}` : id))
  expect(made).toEqual({
    ...body,
    log: 'alias of log',
    about: { type: 'person', id: 'alias of person' },
    crew: [{ person: 'alias of person', role: 'master' }, body.crew[1]],
  })
  expect(body).toEqual(before)
  expect(mapRefs(schema, body, ({ id }) => id)).toEqual(body)
})

it('takes references out where the declaration lets them be absent, with the group they stand in', () => {
  const { log: _, about: __, ...rest } = body
  expect(mapRefs(schema, body, hiding(B))).toEqual({ ...rest, crew: [body.crew[1]] })
  expect(mapRefs(schema, body, hiding(C))).toEqual({
    ...body,
    case: null,
    crew: [body.crew[0]],
    exhibits: [A],
  })
  const left = mapRefs(schema, body, hiding(B))
  expect(findRefs(schema, left).some((ref) => ref.id === B)).toBe(false)
})

it('gives no body where one that must be there would go', () => {
  expect(mapRefs(schema, body, hiding(A))).toBeNull()
  expect(mapRefs(schema, { ...body, vessel: C, exhibits: [A] }, hiding(A))).toBeNull()
})

it('finds who is named, with the place in a list', () => {
  const named = Type.Object({
    reviewer: PersonRef('active'),
    officers: Type.Array(PersonRef('known')),
    to: PersonRef('active', { orNation: true }),
    holder: Type.Object({ person: Type.Union([PersonRef('known'), Type.Null()]) }),
    posted: Ref('person'),
    note: Type.String(),
  })
  const given = { reviewer: A, officers: [A, B], to: 'BRB', holder: { person: null }, posted: C, note: A }
  expect(findPeople(named, given)).toEqual([
    { field: 'reviewer', id: A, active: true },
    { field: 'officers.0', id: A, active: false },
    { field: 'officers.1', id: B, active: false },
    { field: 'posted', id: C, active: false },
  ])
  expect(findPeople(named, { ...given, to: B, holder: { person: A } })).toHaveLength(6)
})
