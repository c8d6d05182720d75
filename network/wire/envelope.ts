import type { Label } from '@basinet/kernel/contract'
import type { Cbor } from './cbor.ts'
import { DOMAIN } from './domain.ts'
import { hashIn } from './hash.ts'
import {
  anything,
  exactly,
  instant,
  label,
  map,
  nation,
  nullable,
  sortedSet,
  text,
  typeName,
  uint,
  uuid,
  type ShapeOf,
} from './shape.ts'

export const RECIPIENTS_MAX = 64
/** A sealed envelope, bytes (1 MiB); files travel as chunks of their own. */
export const ENVELOPE_BYTES_MAX = 1_048_576
const VERSION_MAX = 65_535

/** What a sender states and signs: the label and the recipients are inside, so nobody on the way can change either. */
export const envelopeShape = map({
  v: exactly(1),
  id: uuid,
  type: typeName,
  version: uint(VERSION_MAX, 1),
  from: nation,
  to: sortedSet(nation, RECIPIENTS_MAX, 1),
  /** null only for what keeps the network itself going: register, agreements, recalls, receipts, leases */
  agreement: nullable(map({ id: uuid, version: uint(VERSION_MAX, 1) })),
  purpose: nullable(text(64)),
  label,
  created: instant,
  /** The owner's record this is a copy of. */
  record: nullable(map({ id: uuid, rev: uint(2_147_483_647, 1) })),
  supersedes: nullable(uuid),
  content: anything,
})
export type Envelope = ShapeOf<typeof envelopeShape>

/** What a caller states; version of the format and order of the recipients follow. */
export interface EnvelopeDraft {
  readonly id: string
  readonly type: string
  readonly version: number
  readonly from: string
  readonly to: readonly string[]
  readonly agreement: Envelope['agreement']
  readonly purpose: string | null
  readonly label: Label
  readonly created: number
  readonly record: Envelope['record']
  readonly supersedes: string | null
  readonly content: Cbor
}

/** Names a sealed envelope in frames, wherever it lies. */
export function envelopeHash(sealed: Uint8Array): Uint8Array {
  return hashIn(DOMAIN.envelopeHash, sealed)
}
