import { Type, type Static } from 'typebox'
import { AnyRef, defineCommand, defineRecord, Instant, Ref } from '@basinet/kernel/contract'
import { CONTACT_KINDS, Mmsi, Point } from '@basinet/picture/contract'
import { CAPABILITY, LINE, Name, Nation, nullable, strict, Text, WATCH } from './words.ts'

const facts = {
  to: Nation,
  /** Record it is known by here: an alert, a contact. The other watch follows it where it was given that record as well. */
  contact: Type.Optional(AnyRef()),
  mmsi: nullable(Mmsi),
  name: Name,
  kind: Type.Enum(CONTACT_KINDS),
  /** Where it was last, and when. */
  place: Point,
  seenAt: Instant,
  courseDeg: nullable(Type.Number({ minimum: 0, exclusiveMaximum: 360 })),
  speedKn: nullable(Type.Number({ minimum: 0, maximum: 150 })),
  /** What is known, and what the other watch is asked to do. */
  summary: Type.String({ minLength: 3, maxLength: 2000 }),
  /** By when the other watch is asked to say whether it takes the contact. */
  answerBy: Instant,
}

/**
 * A contact that leaves one nation's waters is handed to the watch of the next. Until that watch has said that it takes it, the
 * contact stays with who offered it.
 */
export const contactHandover = defineRecord({
  type: 'contact-handover',
  version: 1,
  line: LINE,
  capability: CAPABILITY,
  body: Type.Object({ ...facts, state: Type.Enum(['offered', 'withdrawn']) }, strict),
  title: (b) => `${b.name} → ${b.to}`,
  label: { class: 'restricted' },
  searched: {
    to: { kind: 'text', path: 'to' },
    name: { kind: 'text', path: 'name' },
    mmsi: { kind: 'integer', path: 'mmsi' },
    state: { kind: 'text', path: 'state' },
    answerBy: { kind: 'time', path: 'answerBy' },
  },
  columns: ['name', 'to', 'answerBy', 'state'],
  fullText: (b) => [b.name, b.summary],
  states: { path: 'state', all: ['offered', 'withdrawn'] },
  retention: { kind: 'nation-sets', parameter: 'retention.contact-handover' },
  readers: [...WATCH, 'auditor'],
})
export type ContactHandover = Static<typeof contactHandover.body>

export const ANSWERS = ['taken', 'declined'] as const

/** What the other watch says: its own record, since only the owner changes a hand-over. */
export const handoverAnswer = defineRecord({
  type: 'handover-answer',
  version: 1,
  line: LINE,
  capability: CAPABILITY,
  body: Type.Object(
    { about: Ref('contact-handover'), answer: Type.Enum(ANSWERS), note: Text, title: Name },
    strict,
  ),
  title: (b) => b.title,
  label: { class: 'restricted' },
  searched: { about: { kind: 'text', path: 'about' }, answer: { kind: 'text', path: 'answer' } },
  columns: ['answer'],
  retention: { kind: 'nation-sets', parameter: 'retention.contact-handover' },
  readers: [...WATCH, 'auditor'],
})
export type HandoverAnswer = Static<typeof handoverAnswer.body>

export const offerContact = defineCommand({
  name: 'contact-handover.offer',
  record: 'contact-handover',
  kind: 'create',
  input: Type.Object(facts, strict),
  who: [...WATCH],
})
export const withdrawContact = defineCommand({
  name: 'contact-handover.withdraw',
  record: 'contact-handover',
  kind: 'act',
  input: Type.Object({}, strict),
  who: [...WATCH],
  from: ['offered'],
  reason: 'required',
})
export const answerHandover = defineCommand({
  name: 'handover-answer.give',
  record: 'handover-answer',
  kind: 'create',
  input: Type.Object(
    { about: Ref('contact-handover'), answer: Type.Enum(ANSWERS), note: Type.Optional(Text) },
    strict,
  ),
  who: [...WATCH],
})
