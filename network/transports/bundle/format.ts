import { fail, ok, type Result } from '@basinet/kernel/contract'
import {
  bytes,
  bytesUpTo,
  DOMAIN,
  exactly,
  HASH_BYTES,
  instant,
  map,
  MESSAGE_BYTES_MAX,
  nation,
  openSignedBy,
  sameBytes,
  signStatement,
  uint,
  uuid,
  type KeyLookup,
  type ShapeOf,
  type Signer,
} from '../../wire/index.ts'
import { BLOCK_BYTES, BLOCK_HASH_BYTES, findDamage, hashBlocks, type Damage } from './blocks.ts'

/** First bytes of every bundle; the last says the version. */
const MAGIC = new TextEncoder().encode('BASINET BUNDLE 1')
const LENGTH_BYTES = 4
/** Messages of one bundle together: what a person waits for beside a stick. More makes further bundles. */
export const BODY_BYTES_MAX = 64 * 1024 * 1024
const MANIFEST_BYTES_MAX = 2 * 1024 * 1024
/** A whole file. */
export const BUNDLE_BYTES_MAX = BODY_BYTES_MAX + 2 * MANIFEST_BYTES_MAX
const DAMAGES_MAX = 8

const manifestShape = map({
  v: exactly(1),
  id: uuid,
  /** Hash of the founding: a bundle is good in one network. */
  network: bytes(HASH_BYTES),
  from: nation,
  to: nation,
  /** Counts the bundles of `from` for `to`, so that people see when one did not arrive. */
  serial: uint(Number.MAX_SAFE_INTEGER, 1),
  at: instant,
  messages: uint(1_000_000, 1),
  bytes: uint(BODY_BYTES_MAX, 1),
  /** Of the body, in order. */
  blocks: bytesUpTo(MANIFEST_BYTES_MAX),
})
export type Manifest = ShapeOf<typeof manifestShape>

/**
 * The file: magic, length of the signed manifest, the manifest, hashes of the manifest's own blocks (they only locate damage;
 * the signature proves), then the messages, each behind its length. Lengths are 4 bytes, big-endian.
 */
export function encodeBundle(
  stated: Pick<Manifest, 'id' | 'network' | 'from' | 'to' | 'serial' | 'at'>,
  messages: readonly Uint8Array[],
  signer: Signer,
): Uint8Array {
  const body = Buffer.concat(messages.flatMap((m) => [lengthOf(m), m]))
  const blocks = hashBlocks(body)
  const statement = { v: 1, ...stated, messages: messages.length, bytes: body.length, blocks }
  const manifest = signStatement(DOMAIN.bundle, statement, [signer])
  return Buffer.concat([MAGIC, lengthOf(manifest), manifest, hashBlocks(manifest), body])
}

/** A bundle as read; where single wrong bytes were put right, `mended` names them. */
export interface Bundle {
  readonly manifest: Manifest
  readonly messages: readonly Uint8Array[]
  /** Bytes of the file that were wrong and could be put right. */
  readonly mended: readonly number[]
}

/**
 * Reads a bundle and proves it whole. A single damaged byte is put right, because the signed hash of its block says what it
 * was. Errors: `bundle.format`, `bundle.damaged` (message and field name the bytes of the file), `signature.*`.
 */
export function openBundle(file: Uint8Array, keyOf: KeyLookup): Result<Bundle> {
  if (!sameBytes(file.subarray(0, MAGIC.length), MAGIC))
    return fail('bundle.format', 'byte 0: expected "BASINET BUNDLE 1"', 'byte 0')
  const lengthAt = MAGIC.length
  const length = lengthAt + LENGTH_BYTES <= file.length ? readLength(file, lengthAt) : 0
  const start = lengthAt + LENGTH_BYTES
  if (length < 1 || length > MANIFEST_BYTES_MAX || start + length > file.length)
    return fail('bundle.damaged', `byte ${lengthAt}: expected the length of a manifest`, `byte ${lengthAt}`)
  const guardBytes = Math.ceil(length / BLOCK_BYTES) * BLOCK_HASH_BYTES
  const manifest = whole(
    file.subarray(start, start + length),
    file.subarray(start + length, start + length + guardBytes),
    start,
  )
  const opened = openSignedBy(DOMAIN.bundle, manifestShape, manifest.bytes, keyOf, (m) => m.from)
  if (!opened.ok) return manifest.left.length > 0 ? damaged(manifest.left, start) : opened
  const { value } = opened.value
  const bodyAt = start + length + guardBytes
  if (value.blocks.length !== Math.ceil(value.bytes / BLOCK_BYTES) * BLOCK_HASH_BYTES)
    return fail('bundle.format', 'blocks: expected one hash for each block of the body', 'blocks')
  if (file.length < bodyAt + value.bytes)
    return fail(
      'bundle.damaged',
      `byte ${file.length}: the file ends before its last message`,
      `byte ${file.length}`,
    )
  if (file.length > bodyAt + value.bytes)
    return fail('bundle.format', `byte ${bodyAt + value.bytes}: expected the end of the file`, 'bytes')
  const body = whole(file.subarray(bodyAt), value.blocks, bodyAt)
  if (body.left.length > 0) return damaged(body.left, bodyAt)
  const messages = splitBody(body.bytes, value.messages)
  return messages.ok
    ? ok({ manifest: value, messages: messages.value, mended: [...manifest.mended, ...body.mended] })
    : messages
}

interface Whole {
  readonly bytes: Uint8Array
  readonly mended: readonly number[]
  readonly left: readonly Damage[]
}

function whole(bytes: Uint8Array, hashes: Uint8Array, offset: number): Whole {
  const found = findDamage(bytes, hashes, DAMAGES_MAX)
  if (found.length === 0) return { bytes, mended: [], left: [] }
  const right = new Uint8Array(bytes)
  for (const { first, was } of found) if (was !== null) right[first] = was
  const single = found.filter((d) => d.was !== null)
  return {
    bytes: right,
    mended: single.map((d) => offset + d.first),
    left: found.filter((d) => d.was === null),
  }
}

function damaged(left: readonly Damage[], offset: number): Result<never> {
  const places = left.map(({ first, last }) => `${offset + first} to ${offset + last}`).join(', ')
  const first = offset + (left[0]?.first ?? 0)
  return fail('bundle.damaged', `bytes ${places} are damaged: copy the file again`, `byte ${first}`)
}

function splitBody(body: Uint8Array, count: number): Result<Uint8Array[]> {
  const messages: Uint8Array[] = []
  for (let at = 0; at < body.length;) {
    const length = at + LENGTH_BYTES <= body.length ? readLength(body, at) : 0
    const end = at + LENGTH_BYTES + length
    if (length < 1 || length > MESSAGE_BYTES_MAX || end > body.length)
      return fail('bundle.format', `message ${messages.length}: expected its length`, 'messages')
    messages.push(body.subarray(at + LENGTH_BYTES, end))
    at = end
  }
  return messages.length === count
    ? ok(messages)
    : fail('bundle.format', `${messages.length} messages, ${count} expected`, 'messages')
}

/** Bytes a message takes in a bundle. */
export function messageCost(message: Uint8Array): number {
  return LENGTH_BYTES + message.length
}

function lengthOf(bytes: Uint8Array): Buffer {
  const length = Buffer.alloc(LENGTH_BYTES)
  length.writeUInt32BE(bytes.length)
  return length
}

function readLength(bytes: Uint8Array, at: number): number {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.length).getUint32(at)
}
