import { Type } from 'typebox'
import { defineCommand } from '../../contract/command.ts'
import { defineRecord } from '../../contract/record.ts'

const Name = Type.String({
  pattern: '^[a-z][a-z0-9-]*(\\.[a-z][a-z0-9-]*)+$',
  maxLength: 80,
  description: 'e.g. data-subject.response-days',
})
const Value = Type.Number({ minimum: 0, maximum: 1_000_000 })
const Source = Type.String({
  minLength: 5,
  maxLength: 500,
  description: 'law, order or decision it comes from, with section and date',
})

/** Days within which a data-subject request is answered, and by which it may be extended once. */
export const RESPONSE_DAYS = 'data-subject.response-days'
export const EXTENSION_DAYS = 'data-subject.extension-days'
/** Days without sign-in after which an account counts as dormant. */
export const DORMANT_DAYS = 'identity.dormant-days'

/**
 * A number only the nation can set, with the law or decision it comes from. There is no default: what is not set is
 * shown as not set.
 */
export const nationParameter = defineRecord({
  type: 'nation-parameter',
  version: 1,
  line: 'node',
  capability: 'identity',
  body: Type.Object({ name: Name, value: Value, source: Source }, { additionalProperties: false }),
  title: (b) => b.name,
  label: { class: 'public' },
  searched: { name: { kind: 'text', path: 'name' }, value: { kind: 'number', path: 'value' } },
  retention: { kind: 'nation-sets', parameter: 'retention.nation-parameter' },
  readers: ['officer', 'oversight'],
})

const second = { kind: 'maker-checker', by: ['administrator'] } as const

export const nationParameterSet = defineCommand({
  name: 'nation-parameter.set',
  record: 'nation-parameter',
  kind: 'create',
  input: Type.Object({ name: Name, value: Value, source: Source }, { additionalProperties: false }),
  who: ['administrator'],
  approval: second,
  stepUp: true,
})

export const nationParameterChange = defineCommand({
  name: 'nation-parameter.change',
  record: 'nation-parameter',
  kind: 'act',
  input: Type.Object({ value: Value, source: Source }, { additionalProperties: false }),
  who: ['administrator'],
  reason: 'required',
  approval: second,
  stepUp: true,
})
