import { Type } from 'typebox'
import { defineCapability } from '../contract/line.ts'
import { Instant } from '../contract/instant.ts'
import { defineRecord, type RecordDeclaration, type Realm } from '../contract/record.ts'
import { Ref } from '../contract/ref.ts'
import type { Migration } from '../store/migrate.ts'
import { createRecordSql } from './ddl.ts'
import type { CapabilityModule } from './module.ts'

/** A plain record type for tests of the platform itself, one for each realm. */
function thing(type: string, realm: Realm) {
  return defineRecord({
    type,
    version: 1,
    line: 'node',
    capability: 'things',
    realm,
    body: Type.Object(
      {
        name: Type.String({ maxLength: 200 }),
        note: Type.String({ maxLength: 2000 }),
        state: Type.Enum(['open', 'closed']),
        count: Type.Integer(),
        seenAt: Instant,
        lonDeg: Type.Number(),
        latDeg: Type.Number(),
        near: Type.Optional(Ref(type)),
      },
      { additionalProperties: false },
    ),
    title: (b) => b.name,
    label: { class: 'restricted' },
    searched: {
      state: { kind: 'text', path: 'state' },
      count: { kind: 'integer', path: 'count' },
      seenAt: { kind: 'time', path: 'seenAt' },
      lonDeg: { kind: 'number', path: 'lonDeg' },
      latDeg: { kind: 'number', path: 'latDeg' },
    },
    fullText: (b) => [b.note],
    states: { path: 'state', all: ['open', 'closed'] },
    retention: { kind: 'nation-sets', parameter: 'retention.thing' },
    readers: ['reader'],
  })
}

export const generalThing = thing('thing', 'general')
export const juvenileThing = thing('young-thing', 'juvenile')
const witnessThing = thing('hidden-thing', 'witness')
const integrityThing = thing('inner-thing', 'integrity')
export const THINGS = [generalThing, juvenileThing, witnessThing, integrityThing]

const declared = THINGS as unknown as RecordDeclaration[]

export const thingsModule: CapabilityModule = {
  capability: defineCapability({
    id: 'things',
    line: 'node',
    records: declared,
    commands: [],
    roles: [{ id: 'reader', purposes: [] }],
  }),
  bindings: [],
  migrations: declared.map((decl): Migration => ({
    name: `things/${decl.type}`,
    sql: createRecordSql(decl),
  })),
}
