import type { Result } from '@basinet/kernel/contract'
import { encodeCbor } from './cbor-encode.ts'
import { DOMAIN } from './domain.ts'
import { HASH_BYTES, hashIn } from './hash.ts'
import { bytes, exactly, instant, map, nation, uint, type ShapeOf } from './shape.ts'
import type { Signer } from './sign-key.ts'
import { openSignedBy, readSigned, signStatement, type KeyLookup } from './signed.ts'

/** 0 recall, revocation, alert; 1 query and hit; 2 tracks; 3 bulk. */
export const LANES = [0, 1, 2, 3] as const
export type Lane = (typeof LANES)[number]
export const lane = (value: unknown, at: string): Lane => uint(3)(value, at) as Lane

/** One stream: what one nation sends another on one lane. */
export interface StreamName {
  readonly from: string
  readonly to: string
  readonly lane: Lane
}

/** Place of an envelope in a stream. `seq` counts from 1 without a gap; `prevHash` is the hash of the frame before. */
export interface Frame extends StreamName {
  readonly seq: number
  readonly prevHash: Uint8Array
  readonly envelopeHash: Uint8Array
}

/** What stands before the first frame. */
export const STREAM_START = new Uint8Array(HASH_BYTES)

/** Hash of CBOR [from, to, lane, seq, previous frame's hash, envelope's hash]. */
export function frameHash(frame: Frame): Uint8Array {
  const { from, to, lane, seq, prevHash, envelopeHash } = frame
  return hashIn(DOMAIN.frame, encodeCbor([from, to, lane, seq, prevHash, envelopeHash]))
}

const headShape = map({
  v: exactly(1),
  from: nation,
  to: nation,
  lane,
  seq: uint(Number.MAX_SAFE_INTEGER, 1),
  hash: bytes(HASH_BYTES),
  at: instant,
})
/** The sender's signature under a stream as it stands at `seq`: a stream with two heads at one place is proof of lying. */
export type ChainHead = ShapeOf<typeof headShape>

export function signHead(
  stream: StreamName,
  seq: number,
  hash: Uint8Array,
  at: number,
  signer: Signer,
): Uint8Array {
  const { from, to, lane } = stream
  return signStatement(DOMAIN.head, { v: 1, from, to, lane, seq, hash, at }, [signer])
}

export function openHead(signed: Uint8Array, keyOf: KeyLookup): Result<ChainHead> {
  const opened = openSignedBy(DOMAIN.head, headShape, signed, keyOf, (head) => head.from)
  return opened.ok ? { ok: true, value: opened.value.value } : opened
}

/** What a head says, its signature not looked at: for one that was checked when it came. */
export function readHead(signed: Uint8Array): ChainHead | null {
  const read = readSigned(headShape, signed)
  return read.ok ? read.value.value : null
}
