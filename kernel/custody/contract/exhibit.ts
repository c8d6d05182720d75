import { Type, type Static } from 'typebox'
import { defineRecord } from '../../contract/record.ts'
import { AnyRef, Ref } from '../../contract/ref.ts'
import {
  CAPABILITY,
  HANDLER,
  Holder,
  Instant,
  LINE,
  nullable,
  OFFICER,
  PersonId,
  Quantity,
  Seal,
  Sha256,
  SUPERVISOR,
  Words,
} from './words.ts'

export const CATEGORIES = [
  'drug',
  'firearm',
  'ammunition',
  'cash',
  'vessel',
  'vehicle',
  'document',
  'device',
  'biological',
  'other',
] as const
export const EXHIBIT_STATES = ['held', 'open', 'in-transit', 'ended'] as const
export const ENDS = ['returned', 'destroyed', 'forfeited'] as const

/** A thing or a file held as evidence. What happened to it stands in its custody events; the fields here follow the last one. */
export const exhibit = defineRecord({
  type: 'exhibit',
  version: 1,
  line: LINE,
  capability: CAPABILITY,
  body: Type.Object(
    {
      number: Words(60),
      description: Words(500),
      category: Type.Enum(CATEGORIES),
      /** A digital exhibit has the hash of its content, which must be the same at every receipt. */
      sha256: nullable(Sha256),
      /** What it came from: a seizure, a search, a boarding. */
      origin: nullable(AnyRef()),
      parent: nullable(Ref('exhibit')),
      quantity: nullable(Quantity),
      state: Type.Enum(EXHIBIT_STATES),
      endedAs: nullable(Type.Enum(ENDS)),
      holder: Holder,
      /** To whom it is on its way. */
      receiver: nullable(Holder),
      /** Who sent it on its way, and therefore cannot be the one to receive it. */
      giver: nullable(PersonId),
      place: Words(200),
      seal: nullable(Seal),
      expectedAt: nullable(Instant),
      dueBack: nullable(Instant),
      /** The unit it must come back to by then. */
      lender: nullable(Words(80)),
      events: Type.Integer({ minimum: 1 }),
      lastEvent: Ref('custody-event'),
      /** Hex; with `events` it shows that no event is missing at the end. */
      lastEventHash: Sha256,
    },
    { additionalProperties: false },
  ),
  title: (b) => `${b.number} ${b.category}`,
  label: { class: 'restricted' },
  searched: {
    number: { kind: 'text', path: 'number' },
    category: { kind: 'text', path: 'category' },
    state: { kind: 'text', path: 'state' },
    holder: { kind: 'text', path: 'holder.person' },
    unit: { kind: 'text', path: 'holder.unit' },
    receiver: { kind: 'text', path: 'receiver.person' },
    seal: { kind: 'text', path: 'seal' },
    originId: { kind: 'text', path: 'origin.id' },
    expectedAt: { kind: 'time', path: 'expectedAt' },
    dueBack: { kind: 'time', path: 'dueBack' },
    lender: { kind: 'text', path: 'lender' },
  },
  columns: ['number', 'category', 'state', 'unit', 'dueBack'],
  fullText: (b) => [b.description, b.place, b.holder.name],
  states: { path: 'state', all: EXHIBIT_STATES },
  retention: { kind: 'nation-sets', parameter: 'retention.exhibit' },
  readers: [HANDLER, OFFICER, SUPERVISOR],
})
export type Exhibit = Static<typeof exhibit.body>
