import { Type, type Static } from 'typebox'
import { AnyRef, defineRecord, Instant, PersonRef } from '@basinet/kernel/contract'
import { closed, Item, nullable, Words } from './item.ts'

export const CAPABILITY = 'seizures'
export const LINE = '3-borders'
export const CUSTOMS = 'customs-officer'
export const EXHIBITS = 'exhibits-officer'
export const WATCH = 'watch-officer'

export const PLACE_KINDS = ['airport', 'seaport', 'marina', 'coast', 'sea', 'post', 'land'] as const
export const STATES = ['recorded', 'confirmed', 'closed', 'annulled'] as const
export const ITEMS_MAX = 100

const Position = closed({
  latDeg: Type.Number({ minimum: -90, maximum: 90 }),
  lonDeg: Type.Number({ minimum: -180, maximum: 180 }),
})

const Place = closed({
  kind: Type.Enum(PLACE_KINDS),
  name: Words(200),
  position: nullable(Position),
})

export const seizureFacts = {
  /** Number in the agency's register. */
  reference: Words(60),
  seizedAt: Instant,
  place: Place,
  /** Accounts of the officers who seized. */
  officers: Type.Array(PersonRef('known'), { minItems: 1, maxItems: 20 }),
  circumstances: Words(4000),
  /** Provision it was seized under, as cited by the officer. */
  legalBasis: nullable(Words(200)),
  /** The operation, boarding or examination it came from. */
  cameFrom: nullable(AnyRef()),
}

/** One seizure with its items. What happens to the things afterwards stands in the custody of their exhibits. */
export const seizure = defineRecord({
  type: 'seizure',
  version: 1,
  line: LINE,
  capability: CAPABILITY,
  body: closed({
    ...seizureFacts,
    agency: Words(80),
    items: Type.Array(Item, { minItems: 1, maxItems: ITEMS_MAX }),
    state: Type.Enum(STATES),
  }),
  title: (b) => `${b.reference} ${[...new Set(b.items.map((item) => item.kind))].join(', ')}`,
  label: { class: 'restricted' },
  searched: {
    reference: { kind: 'text', path: 'reference' },
    seizedAt: { kind: 'time', path: 'seizedAt' },
    state: { kind: 'text', path: 'state' },
    placeKind: { kind: 'text', path: 'place.kind' },
    agency: { kind: 'text', path: 'agency' },
    /** Kind of the first item, which the officer puts first because it matters most. */
    kind: { kind: 'text', path: 'items.0.kind' },
    latDeg: { kind: 'number', path: 'place.position.latDeg' },
    lonDeg: { kind: 'number', path: 'place.position.lonDeg' },
  },
  columns: ['reference', 'seizedAt', 'kind', 'placeKind', 'state'],
  fullText: (b) => [
    b.place.name,
    b.circumstances,
    ...b.items.flatMap((item) => [
      item.description,
      item.substance ?? '',
      item.firearm?.serial ?? '',
      item.vessel?.name ?? '',
      item.vessel?.registration ?? '',
    ]),
  ],
  states: { path: 'state', all: STATES },
  retention: { kind: 'nation-sets', parameter: 'retention.seizure' },
  readers: [CUSTOMS, EXHIBITS, WATCH],
})
export type Seizure = Static<typeof seizure.body>
