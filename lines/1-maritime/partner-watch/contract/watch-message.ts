import { Type, type Static } from 'typebox'
import { defineCommand, defineRecord, Ref } from '@basinet/kernel/contract'
import { Point } from '@basinet/picture/contract'
import { CAPABILITY, LINE, Nations, nullable, strict, WATCH } from './words.ts'

/**
 * What watches say to each other most, as codes: each reader sees the sentence in the language of their own console, and no
 * machine translates it. The sentences are `partner-watch.phrase.<code>`, with the values `name`, `minutes`, `place`.
 */
export const PHRASES = [
  'radio-check',
  'understood',
  'say-again',
  'stand-by',
  'unable',
  'call-by-telephone',
  'ask-position',
  'ask-identity',
  'ask-take-over',
  'seen-at',
  'tracking',
  'lost-contact',
  'entering-your-waters',
  'unit-on-its-way',
  'boarding',
  'boarding-ended',
  'armed',
  'rescue-started',
  'ask-assistance',
  'assistance-coming',
  'persons-recovered',
  'rescue-ended',
] as const
export type Phrase = (typeof PHRASES)[number]

/** Values a phrase's sentence needs. */
export const NEEDED: Readonly<Partial<Record<Phrase, readonly ('name' | 'minutes' | 'place')[]>>> = {
  'ask-position': ['name'],
  'ask-identity': ['place'],
  'ask-take-over': ['name'],
  'seen-at': ['name', 'place'],
  tracking: ['name'],
  'lost-contact': ['name'],
  'entering-your-waters': ['name', 'minutes'],
  'unit-on-its-way': ['minutes'],
  boarding: ['name'],
  'boarding-ended': ['name'],
  armed: ['name'],
  'rescue-started': ['place'],
  'ask-assistance': ['place'],
  'assistance-coming': ['minutes'],
}

const said = {
  to: Nations,
  phrase: nullable(Type.Enum(PHRASES)),
  /** Of what is spoken: a vessel, a person, a place. */
  name: nullable(Type.String({ minLength: 1, maxLength: 80 })),
  minutes: nullable(Type.Integer({ minimum: 0, maximum: 10_080 })),
  place: nullable(Point),
  /** In the writer's own words, beside the phrase or instead of it. */
  text: Type.String({ maxLength: 2000 }),
  answers: nullable(Ref('watch-message')),
}

/** One message from a watch to others. It is not changed afterwards: what was wrong is said anew. */
export const watchMessage = defineRecord({
  type: 'watch-message',
  version: 1,
  line: LINE,
  capability: CAPABILITY,
  body: Type.Object(said, strict),
  title: (b) => (b.text === '' ? (b.phrase ?? '') : b.text.slice(0, 80)),
  label: { class: 'restricted' },
  searched: { phrase: { kind: 'text', path: 'phrase' }, answers: { kind: 'text', path: 'answers' } },
  columns: ['phrase'],
  fullText: (b) => [b.text, b.name ?? ''],
  retention: { kind: 'nation-sets', parameter: 'retention.watch-message' },
  readers: [...WATCH, 'auditor'],
})
export type WatchMessage = Static<typeof watchMessage.body>

export const sendMessage = defineCommand({
  name: 'watch-message.send',
  record: 'watch-message',
  kind: 'create',
  input: Type.Object(
    {
      to: said.to,
      phrase: Type.Optional(said.phrase),
      name: Type.Optional(said.name),
      minutes: Type.Optional(said.minutes),
      place: Type.Optional(said.place),
      text: Type.Optional(said.text),
      answers: Type.Optional(said.answers),
    },
    strict,
  ),
  who: [...WATCH],
})
