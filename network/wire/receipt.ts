import { fail, ok, type Result } from '@basinet/kernel/contract'
import type { Cbor } from './cbor.ts'
import { encodeCbor } from './cbor-encode.ts'
import { DOMAIN } from './domain.ts'
import { lane, LANES, type Lane } from './frame.ts'
import { HASH_BYTES } from './hash.ts'
import {
  bytes,
  bytesUpTo,
  exactly,
  instant,
  list,
  map,
  nation,
  nullable,
  oneOf,
  readShape,
  uint,
  type ShapeOf,
} from './shape.ts'
import type { Signer } from './sign-key.ts'
import { openSignedBy, signStatement, type KeyLookup } from './signed.ts'

/** Sequence numbers asked for again in one receipt. */
export const WANTED_MAX = 1024
/** Frames a receiver may allow beyond what it has. */
export const CREDIT_MAX = 1_048_576

const laneState = map({
  lane,
  /** Last frame of the unbroken run that is on the receiver's disk, and the hash of the chain there. */
  have: uint(),
  hash: bytes(HASH_BYTES),
  /** Frames the sender may send beyond `have`. */
  credit: uint(CREDIT_MAX),
  /** Frames whose envelope is missing or damaged here. */
  wanted: list(uint(Number.MAX_SAFE_INTEGER, 1), WANTED_MAX),
  /** The sender's own signed head at `have`, given back: a restored sender goes on from it. */
  head: nullable(bytesUpTo(1024)),
})
const statementShape = map({
  v: exactly(1),
  /** Who received, and whose stream it is about. */
  by: nation,
  from: nation,
  at: instant,
  lanes: list(laneState, LANES.length, 1),
})
/** A signed word of the receiver on how far it has each lane on disk. The sender keeps it as proof of delivery. */
export type StreamReceipt = ShapeOf<typeof statementShape>
export interface LaneState {
  readonly lane: Lane
  readonly have: number
  readonly hash: Uint8Array
  readonly credit: number
  readonly wanted: readonly number[]
  readonly head: Uint8Array | null
}

const receiptShape = map({
  v: exactly(1),
  kind: oneOf('receipt'),
  from: nation,
  to: nation,
  receipt: bytesUpTo(131_072),
})

export function encodeReceipt(
  by: string,
  from: string,
  at: number,
  lanes: readonly LaneState[],
  signer: Signer,
): Uint8Array {
  const stated: Cbor = lanes.map(({ lane, have, hash, credit, wanted, head }) => ({
    lane,
    have,
    hash,
    credit,
    wanted,
    head,
  }))
  const receipt = signStatement(DOMAIN.receipt, { v: 1, by, from, at, lanes: stated }, [signer])
  return encodeCbor({ v: 1, kind: 'receipt', from: by, to: from, receipt })
}

/** Errors: `message.shape`, `signature.*`. */
export function checkReceipt(decoded: Cbor, keyOf: KeyLookup): Result<StreamReceipt> {
  const read = readShape(receiptShape, decoded)
  if (!read.ok) return read
  const opened = openSignedBy(DOMAIN.receipt, statementShape, read.value.receipt, keyOf, (r) => r.by)
  if (!opened.ok) return opened
  const { by, from } = opened.value.value
  // The outer addresses are not signed: what they say must be what the receipt says.
  if (read.value.from !== by || read.value.to !== from)
    return fail('message.shape', `from, to: expected ${by}, ${from} as in the receipt`, 'to')
  return ok(opened.value.value)
}

export const askShape = map({ v: exactly(1), kind: oneOf('ask'), from: nation, to: nation })

/** Asks for a receipt. Unsigned: the answer is signed, and tells a stranger no more than numbers. */
export function encodeAsk(from: string, to: string): Uint8Array {
  return encodeCbor({ v: 1, kind: 'ask', from, to })
}
