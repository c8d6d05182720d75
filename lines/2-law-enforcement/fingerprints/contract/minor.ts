import { Type, type Static } from 'typebox'
import { defineCommand, defineRecord, Instant } from '@basinet/kernel/contract'
import { FINGER_STATES, PrintQuality } from './finger.ts'
import { BASIS_ENDS, cardAuthority } from './ten-print.ts'
import { BUREAU, CAPABILITY, closed, FingerNumber, LINE, MANAGER, nullable, PURPOSE, Words } from './words.ts'

const MINOR_STATES = ['open', 'kept', 'ended'] as const

const facts = {
  number: Words(60),
  subject: Words(120),
  ...cardAuthority,
  takenAt: Instant,
  takenBy: Words(120),
  place: Words(200),
  device: Words(120),
  /** A minor's prints have a day by which they go from the first. */
  eraseBy: Instant,
}
const taken = {
  finger: FingerNumber,
  impression: Type.Enum(['rolled', 'plain']),
  status: Type.Enum(FINGER_STATES),
  /** Image in the realm's own table: no file of it lies among other people's. */
  image: nullable(Type.String({ format: 'uuid' })),
  part: Type.Null(),
  remark: nullable(Words(200)),
}
const Taken = Type.Array(closed(taken), { minItems: 1, maxItems: 10 })

/**
 * Prints of a minor. A type of its own in the realm of juveniles: row, history, search entry, images and templates are open to that realm's database
 * role alone, so that no officer outside it reaches, counts or finds them. In no gallery: sought among by an examiner of the realm, one mark at a time.
 */
export const minorCard = defineRecord({
  type: 'juvenile-print',
  version: 1,
  line: LINE,
  capability: CAPABILITY,
  realm: 'juvenile',
  body: closed({
    ...facts,
    fingers: Type.Array(
      closed({ ...taken, quality: nullable(PrintQuality), problem: nullable(Words(300)) }),
      { maxItems: 10 },
    ),
    ended: nullable(closed({ outcome: Type.Enum(BASIS_ENDS), decision: Words(200), decidedAt: Instant })),
    state: Type.Enum(MINOR_STATES),
  }),
  title: (b) => b.number,
  label: { class: 'restricted', personal: true, juvenile: true, purposes: [PURPOSE] },
  searched: {
    number: { kind: 'text', path: 'number' },
    subject: { kind: 'text', path: 'subject' },
    takenAt: { kind: 'time', path: 'takenAt' },
    eraseBy: { kind: 'time', path: 'eraseBy' },
    state: { kind: 'text', path: 'state' },
  },
  columns: ['number', 'subject', 'takenAt', 'eraseBy', 'state'],
  states: { path: 'state', all: MINOR_STATES },
  retention: { kind: 'nation-sets', parameter: 'retention.juvenile-print' },
  readers: [...BUREAU],
})
export type MinorCard = Static<typeof minorCard.body>

const act = { record: 'juvenile-print', kind: 'act', who: [...BUREAU] } as const

export const openMinor = defineCommand({
  name: 'juvenile-print.open',
  record: 'juvenile-print',
  kind: 'create',
  input: closed(facts),
  who: [...BUREAU],
})

export const setMinorFingers = defineCommand({
  ...act,
  name: 'juvenile-print.set-fingers',
  input: closed({ fingers: Taken }),
  from: ['open'],
})

export const keepMinor = defineCommand({
  ...act,
  name: 'juvenile-print.keep',
  input: closed({}),
  from: ['open'],
})

/** With the second person's word the images go at once, the rest with the next round. */
export const endMinor = defineCommand({
  ...act,
  name: 'juvenile-print.end',
  input: closed({ outcome: Type.Enum(BASIS_ENDS), decision: Words(200), decidedAt: Instant }),
  from: ['open', 'kept'],
  reason: 'required',
  approval: { kind: 'maker-checker', by: [MANAGER] },
})
