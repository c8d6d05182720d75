import { Type, type Static } from 'typebox'
import { defineCommand, defineRecord, Ref } from '@basinet/kernel/contract'
import { AUDITOR, closed, CONTROLLER, Day, nullable, OFFICER, Words } from '@basinet/funding/contract/fields'

export const CAPABILITY = 'fact-sheets'
export const LINE = 'programme'

/** ISO 3166-1 alpha-3 of a partner, or REGION. */
const Place = Type.String({ pattern: '^([A-Z]{3}|REGION)$' })
const Figure = closed({
  /** Record it stands in. */
  entry: Ref('ledger-entry'),
  /** As it is printed in English. */
  printed: Words(600),
})

/** A published fact sheet as it was published, in every language; the one before it stays. */
export const edition = defineRecord({
  type: 'fact-sheet-edition',
  version: 1,
  line: LINE,
  capability: CAPABILITY,
  body: closed({
    place: Place,
    number: Type.Integer({ minimum: 1 }),
    published: Day,
    figures: Type.Array(Figure, { maxItems: 2000 }),
    /** Results, each period of each nation by its public record. */
    results: Type.Array(closed({ entry: Ref('published-result'), printed: Words(600) }), { maxItems: 2000 }),
    /** The composed sheet by language, as JSON text. */
    sheets: Type.Object({}, { additionalProperties: Type.String({ maxLength: 200_000 }) }),
    previous: nullable(Ref('fact-sheet-edition')),
    state: Type.Enum(['current', 'replaced']),
  }),
  title: (b) => `${b.place} ${b.number}, ${b.published}`,
  label: { class: 'public' },
  searched: {
    place: { kind: 'text', path: 'place' },
    number: { kind: 'integer', path: 'number' },
    published: { kind: 'text', path: 'published' },
    state: { kind: 'text', path: 'state' },
  },
  states: { path: 'state', all: ['current', 'replaced'] },
  retention: { kind: 'nation-sets', parameter: 'retention.fact-sheet-edition' },
  readers: [OFFICER, CONTROLLER, AUDITOR],
})
export type Edition = Static<typeof edition.body>

/** Publishes what the ledger says in public today; a second person has read the sheet. On a demonstration all of it is an exercise. */
export const publishSheet = defineCommand({
  name: 'fact-sheet-edition.publish',
  record: 'fact-sheet-edition',
  kind: 'create',
  input: closed({
    place: Place,
    /** Of an exercise's records alone, marked so on every page; it has its own numbers beside those in earnest. */
    exercise: Type.Optional(Type.Boolean()),
  }),
  who: [OFFICER],
  approval: { kind: 'maker-checker', by: [CONTROLLER] },
})
