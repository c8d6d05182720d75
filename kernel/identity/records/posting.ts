import { Type } from 'typebox'
import { defineCommand } from '../../contract/command.ts'
import { Instant } from '../../contract/instant.ts'
import { CLASSES } from '../../contract/label.ts'
import { defineRecord } from '../../contract/record.ts'
import { Ref } from '../../contract/ref.ts'
import { PERSONNEL_PURPOSES } from './person.ts'

const Post = Type.String({ minLength: 2, maxLength: 120, description: 'e.g. Watch officer, night' })
const Roles = Type.Array(Type.String({ pattern: '^[a-z][a-z0-9-]{0,39}$' }), {
  maxItems: 32,
  uniqueItems: true,
})
const STATES = ['current', 'ended'] as const

/** What post a person fills and what that post entitles to; the report "access against posting" compares. */
export const posting = defineRecord({
  type: 'posting',
  version: 1,
  line: 'node',
  capability: 'identity',
  body: Type.Object(
    {
      person: Ref('person'),
      unit: Ref('unit'),
      post: Post,
      roles: Roles,
      clearance: Type.Enum(CLASSES),
      from: Instant,
      to: Type.Union([Instant, Type.Null()]),
      state: Type.Enum(STATES),
    },
    { additionalProperties: false },
  ),
  title: (b) => b.post,
  label: { class: 'restricted', personal: true, purposes: PERSONNEL_PURPOSES, onward: 'none' },
  searched: {
    person: { kind: 'text', path: 'person' },
    unit: { kind: 'text', path: 'unit' },
    post: { kind: 'text', path: 'post' },
    from: { kind: 'time', path: 'from' },
    to: { kind: 'time', path: 'to' },
    state: { kind: 'text', path: 'state' },
  },
  columns: ['post', 'from', 'to', 'state'],
  states: { path: 'state', all: STATES },
  retention: { kind: 'nation-sets', parameter: 'retention.posting' },
  readers: ['administrator', 'auditor', 'data-protection'],
})

export const postingBegin = defineCommand({
  name: 'posting.begin',
  record: 'posting',
  kind: 'create',
  input: Type.Object(
    {
      person: Ref('person'),
      unit: Ref('unit'),
      post: Post,
      roles: Roles,
      clearance: Type.Enum(CLASSES),
      from: Instant,
      to: Type.Optional(Instant),
    },
    { additionalProperties: false },
  ),
  who: ['administrator'],
})

export const postingEnd = defineCommand({
  name: 'posting.end',
  record: 'posting',
  kind: 'act',
  input: Type.Object({ to: Instant }, { additionalProperties: false }),
  who: ['administrator'],
  from: ['current'],
  reason: 'required',
})
