import { Type, type Static } from 'typebox'
import { defineRecord } from '../../contract/record.ts'
import { Ref } from '../../contract/ref.ts'
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

export const EVENT_KINDS = [
  'seized',
  'registered',
  'derived',
  'sealed',
  'opened',
  'resealed',
  'transferred',
  'received',
  'declined',
  'analysed',
  'divided',
  'produced',
  'checked',
  'corrected',
  'returned',
  'destroyed',
  'forfeited',
] as const
export type EventKind = (typeof EVENT_KINDS)[number]

/**
 * One step in the life of an exhibit, never changed afterwards: it names the event before it and that event's hash. Seal
 * and holder are what was found, not what should have been; where they differ from the step before, the chain shows a gap.
 */
export const custodyEvent = defineRecord({
  type: 'custody-event',
  version: 1,
  line: LINE,
  capability: CAPABILITY,
  body: Type.Object(
    {
      exhibit: Ref('exhibit'),
      sequence: Type.Integer({ minimum: 1 }),
      kind: Type.Enum(EVENT_KINDS),
      /** When it happened; when it was written down is the record's own time. */
      at: Instant,
      /** Who gave this to the record. */
      by: PersonId,
      /** The second person of a step that takes two at once. */
      second: nullable(PersonId),
      from: nullable(Holder),
      to: nullable(Holder),
      place: Words(200),
      sealBefore: nullable(Seal),
      sealAfter: nullable(Seal),
      condition: nullable(Words(500)),
      purpose: nullable(Words(500)),
      reason: nullable(Words(2000)),
      /** The order or rule an end of custody rests on. */
      authority: nullable(Words(200)),
      witness: nullable(Words(120)),
      /** Number of the paper signed by a receiver who has no account here. */
      receipt: nullable(Words(60)),
      expectedAt: nullable(Instant),
      dueBack: nullable(Instant),
      /** What is left after this step; null where the step does not measure. */
      quantity: nullable(Quantity),
      sha256: nullable(Sha256),
      /** The exhibit divided off by this step. */
      child: nullable(Ref('exhibit')),
      /** The event this one corrects; it stays as it was. */
      corrects: nullable(Ref('custody-event')),
      previous: nullable(Ref('custody-event')),
      previousHash: nullable(Sha256),
    },
    { additionalProperties: false },
  ),
  title: (b) => `${b.sequence} ${b.kind}`,
  label: { class: 'restricted' },
  searched: {
    exhibit: { kind: 'text', path: 'exhibit' },
    sequence: { kind: 'integer', path: 'sequence' },
    kind: { kind: 'text', path: 'kind' },
    at: { kind: 'time', path: 'at' },
    sealAfter: { kind: 'text', path: 'sealAfter' },
  },
  columns: ['sequence', 'kind', 'at', 'sealAfter'],
  fullText: (b) => [b.place, b.from?.name ?? '', b.to?.name ?? '', b.sealAfter ?? ''],
  retention: { kind: 'nation-sets', parameter: 'retention.exhibit' },
  readers: [HANDLER, OFFICER, SUPERVISOR],
})
export type CustodyEvent = Static<typeof custodyEvent.body>
