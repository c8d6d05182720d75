import { fail, ok, type Result } from '@basinet/kernel/contract'
import { CBOR_BYTES_MAX, type Cbor } from './cbor.ts'
import { encodeCbor } from './cbor-encode.ts'
import { ENVELOPE_BYTES_MAX, envelopeHash } from './envelope.ts'
import { frameHash, lane, openHead, type ChainHead, type StreamName } from './frame.ts'
import { HASH_BYTES, sameBytes } from './hash.ts'
import { bytes, bytesUpTo, exactly, list, map, nation, oneOf, readShape, tuple, uint } from './shape.ts'
import type { KeyLookup } from './signed.ts'

/** Frames in one batch. */
export const BATCH_FRAMES_MAX = 4096

/**
 * Why a frame comes without its envelope: its content was expunged or recalled, policy no longer lets it leave, a newer
 * position took its place, or the sender's copy was found damaged and follows under a new frame.
 */
export const GONE = ['expunged', 'recalled', 'withheld', 'superseded', 'damaged'] as const
export type Gone = (typeof GONE)[number]

/** A frame as sent: the sealed envelope, or why it is not there. */
export interface SentFrame {
  readonly envelopeHash: Uint8Array
  readonly body: Uint8Array | Gone
}

export interface Batch extends StreamName {
  /** Sequence number of the first frame, and the hash of the frame before it. */
  readonly first: number
  readonly prevHash: Uint8Array
  readonly frames: readonly SentFrame[]
  /** Signed head at the last frame. */
  readonly head: Uint8Array
}

const gone = oneOf(...GONE)
const sealed = bytesUpTo(ENVELOPE_BYTES_MAX)
const body = (value: unknown, at: string): Uint8Array | Gone =>
  typeof value === 'string' ? gone(value, at) : sealed(value, at)
const batchShape = map({
  v: exactly(1),
  kind: oneOf('batch'),
  from: nation,
  to: nation,
  lane,
  first: uint(Number.MAX_SAFE_INTEGER, 1),
  prevHash: bytes(HASH_BYTES),
  frames: list(tuple(bytes(HASH_BYTES), body), BATCH_FRAMES_MAX, 1),
  head: bytesUpTo(1024),
})

export function encodeBatch(batch: Batch): Uint8Array {
  const { from, to, lane, first, prevHash, head } = batch
  const frames = batch.frames.map((f): Cbor => [f.envelopeHash, f.body])
  return encodeCbor({ v: 1, kind: 'batch', from, to, lane, first, prevHash, frames, head })
}

/** A batch whose chain leads to the head its sender signed. `hashes[i]` is the hash of frame `first + i`. */
export interface CheckedBatch extends Batch {
  readonly signedHead: ChainHead
  readonly hashes: readonly Uint8Array[]
  /** Frames whose envelope does not have the hash the chain names: to be asked for again. */
  readonly damaged: readonly number[]
}

/**
 * Checks a decoded batch: the chain of its frames must end in the signed head. Errors: `message.shape`, `signature.*`,
 * `batch.head` (the chain leads elsewhere: damaged on the way or forged).
 */
export function checkBatch(decoded: Cbor, keyOf: KeyLookup): Result<CheckedBatch> {
  const read = readShape(batchShape, decoded)
  if (!read.ok) return read
  const { from, to, lane, first, prevHash, head } = read.value
  const opened = openHead(head, keyOf)
  if (!opened.ok) return opened
  const frames = read.value.frames.map(([hash, body]): SentFrame => ({ envelopeHash: hash, body }))
  const hashes: Uint8Array[] = []
  let previous = prevHash
  for (const [i, frame] of frames.entries()) {
    previous = frameHash({
      from,
      to,
      lane,
      seq: first + i,
      prevHash: previous,
      envelopeHash: frame.envelopeHash,
    })
    hashes.push(previous)
  }
  const signedHead = opened.value
  const last = first + frames.length - 1
  const same = signedHead.from === from && signedHead.to === to && signedHead.lane === lane
  if (!same || signedHead.seq !== last || !sameBytes(signedHead.hash, previous))
    return fail('batch.head', `the frames ${first} to ${last} do not lead to the head that ${from} signed`)
  const damaged = frames.flatMap((f, i) =>
    f.body instanceof Uint8Array && !sameBytes(envelopeHash(f.body), f.envelopeHash) ? [first + i] : [],
  )
  return ok({ from, to, lane, first, prevHash, head, frames, signedHead, hashes, damaged })
}

/** Most bytes of any message between nodes. */
export const MESSAGE_BYTES_MAX = CBOR_BYTES_MAX
