import { Type } from 'typebox'
import { defineCommand } from '../../contract/command.ts'
import { defineRecord } from '../../contract/record.ts'
import { Ref } from '../../contract/ref.ts'

const Name = Type.String({ minLength: 2, maxLength: 120 })
const Code = Type.String({ pattern: '^[A-Z0-9][A-Z0-9-]{0,15}$', description: 'short code, e.g. MPU' })
const STATES = ['active', 'closed'] as const

/** A ministry, force, service or office of the nation. */
export const agency = defineRecord({
  type: 'agency',
  version: 1,
  line: 'node',
  capability: 'identity',
  body: Type.Object({ name: Name, code: Code, state: Type.Enum(STATES) }, { additionalProperties: false }),
  title: (b) => b.name,
  label: { class: 'official' },
  searched: {
    name: { kind: 'text', path: 'name' },
    code: { kind: 'text', path: 'code' },
    state: { kind: 'text', path: 'state' },
  },
  states: { path: 'state', all: STATES },
  retention: { kind: 'nation-sets', parameter: 'retention.agency' },
  readers: ['officer'],
})

/** A unit of an agency; vetting and compartments attach to units. */
export const unit = defineRecord({
  type: 'unit',
  version: 1,
  line: 'node',
  capability: 'identity',
  body: Type.Object(
    {
      name: Name,
      code: Code,
      agency: Ref('agency'),
      parent: Type.Union([Ref('unit'), Type.Null()]),
      state: Type.Enum(STATES),
    },
    { additionalProperties: false },
  ),
  title: (b) => b.name,
  label: { class: 'official' },
  searched: {
    name: { kind: 'text', path: 'name' },
    code: { kind: 'text', path: 'code' },
    agency: { kind: 'text', path: 'agency' },
    state: { kind: 'text', path: 'state' },
  },
  columns: ['name', 'code', 'state'],
  states: { path: 'state', all: STATES },
  retention: { kind: 'nation-sets', parameter: 'retention.unit' },
  readers: ['officer'],
})

const strict = { additionalProperties: false }
const administrators = ['administrator']

export const agencyCreate = defineCommand({
  name: 'agency.create',
  record: 'agency',
  kind: 'create',
  input: Type.Object({ name: Name, code: Code }, strict),
  who: administrators,
})
export const agencyAmend = defineCommand({
  name: 'agency.amend',
  record: 'agency',
  kind: 'act',
  input: Type.Object({ name: Type.Optional(Name), code: Type.Optional(Code) }, strict),
  who: administrators,
  from: ['active'],
  reason: 'required',
})
export const agencyClose = defineCommand({
  name: 'agency.close',
  record: 'agency',
  kind: 'act',
  input: Type.Object({}, strict),
  who: administrators,
  from: ['active'],
  reason: 'required',
})
export const unitCreate = defineCommand({
  name: 'unit.create',
  record: 'unit',
  kind: 'create',
  input: Type.Object(
    { name: Name, code: Code, agency: Ref('agency'), parent: Type.Optional(Ref('unit')) },
    strict,
  ),
  who: administrators,
})
export const unitAmend = defineCommand({
  name: 'unit.amend',
  record: 'unit',
  kind: 'act',
  input: Type.Object({ name: Type.Optional(Name), code: Type.Optional(Code) }, strict),
  who: administrators,
  from: ['active'],
  reason: 'required',
})
export const unitClose = defineCommand({
  name: 'unit.close',
  record: 'unit',
  kind: 'act',
  input: Type.Object({}, strict),
  who: administrators,
  from: ['active'],
  reason: 'required',
})
