import { Type, type Static } from 'typebox'
import { AnyRef, defineCommand, defineRecord } from '@basinet/kernel/contract'

/** Gives own records to partners and takes them back; held by appointment. */
export const RELEASING_OFFICER = 'releasing-officer'

/** Who may write what waits for a partner into a file, and take such files in: what it carries was released before. */
export const BUNDLE_CARRIERS: readonly string[] = [RELEASING_OFFICER, 'administrator']

const Nation = Type.String({
  pattern: '^[A-Z]{3}$',
  description: 'ISO 3166-1 alpha-3, or a body code of three letters',
})
const to = Type.Array(Nation, { minItems: 1, maxItems: 64, uniqueItems: true })
const note = Type.String({ maxLength: 1000 })

/** A person's act of giving one record to partners; what left because of it, and its recall, hang on the record itself. */
export const share = defineRecord({
  type: 'share',
  version: 1,
  line: 'regional',
  capability: 'sharing',
  body: Type.Object(
    {
      about: AnyRef(),
      to,
      note,
      state: Type.Enum(['given', 'taken-back']),
    },
    { additionalProperties: false },
  ),
  title: (b) => `${b.about.type} → ${b.to.join(', ')}`,
  label: { class: 'restricted' },
  searched: { state: { kind: 'text', path: 'state' }, kind: { kind: 'text', path: 'about.type' } },
  columns: ['kind', 'state'],
  states: { path: 'state', all: ['given', 'taken-back'] },
  retention: { kind: 'nation-sets', parameter: 'retention.share' },
  readers: [RELEASING_OFFICER, 'auditor'],
})
export type Share = Static<typeof share.body>

export const giveShare = defineCommand({
  name: 'share.give',
  record: 'share',
  kind: 'create',
  input: Type.Object({ about: AnyRef(), to, note: Type.Optional(note) }, { additionalProperties: false }),
  who: [RELEASING_OFFICER],
})

/** Takes effect at once, without a second person: fewer may read it. */
export const takeBackShare = defineCommand({
  name: 'share.take-back',
  record: 'share',
  kind: 'act',
  input: Type.Object({}, { additionalProperties: false }),
  who: [RELEASING_OFFICER],
  from: ['given'],
  reason: 'required',
})
