import { Type, type Static } from 'typebox'
import { defineCommand, defineRecord, Instant, Ref } from '@basinet/kernel/contract'
import { Afte } from './afte.ts'
import { CAPABILITY, closed, EXAMINER, LABORATORY, LINE, nullable, Words } from './words.ts'

/** The things themselves under a comparison microscope, or casts with a certificate; a screen is neither. */
const Microscopy = closed({
  of: Type.Enum(['specimens', 'certified-casts']),
  microscope: Words(200),
  at: Instant,
  castCertificate: nullable(Words(200)),
})
export type Microscopy = Static<typeof Microscopy>

const facts = {
  comparison: Ref('ballistic-comparison'),
  microscopy: nullable(Microscopy),
  word: Afte,
  grounds: Words(4000),
  laboratory: Words(120),
}

/** One examiner's conclusion. Until the second has concluded only its own examiner reads it: the database sees to that. */
export const examination = defineRecord({
  type: 'ballistic-examination',
  version: 1,
  line: LINE,
  capability: CAPABILITY,
  body: closed({ ...facts, seat: Type.Enum(['first', 'second']), examiner: Words(80) }),
  // Says nothing of what was found: titles stand in lists and search.
  title: (b) => b.seat,
  label: { class: 'restricted' },
  searched: {
    comparison: { kind: 'text', path: 'comparison' },
    seat: { kind: 'text', path: 'seat' },
    examiner: { kind: 'text', path: 'examiner' },
  },
  retention: { kind: 'nation-sets', parameter: 'retention.ballistic-examination' },
  readers: [...LABORATORY],
})
export type BallisticExamination = Static<typeof examination.body>

/** First or second by turn; the second is another person and cannot read the first. */
export const concludeExamination = defineCommand({
  name: 'ballistic-examination.conclude',
  record: 'ballistic-examination',
  kind: 'create',
  input: closed(facts),
  who: [EXAMINER],
})
