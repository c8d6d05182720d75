import { fromBase64, toBase64 } from './base64.ts'
import { parseDecimal } from './checkpoint.ts'
import { foldRight, CompactRange } from './compact-range.ts'
import { fail, ok, type Result } from './result.ts'
import { verifySubtree, type Subtree } from './subtree.ts'
import { TILE_WIDTH } from './tile.ts'
import { HASH_BYTES, type TreeHasher } from './tree-hash.ts'
import { isSize } from './tree-math.ts'
import { WITNESS_PROOF_LINES_MAX } from './witness-request.ts'

/** C2SP tlog-mirror: content type of a 202 or 409 of an upload. */
export const MIRROR_INFO_CONTENT_TYPE = 'text/x.tlog.mirror-info'
/** C2SP tlog-mirror: "clients SHOULD limit each add-entries request to at most 32 entry packages". */
export const UPLOAD_PACKAGES_MAX = 32
const ORIGIN_BYTES_MAX = 1024
const TICKET_BYTES_MAX = 1024

/**
 * An upload to a mirror that keeps leaf hashes only: the layout of C2SP tlog-mirror add-entries, where each entry with its
 * length prefix is replaced by the 32-byte leaf hash, because the entries of an audit log must not leave their node.
 */
export interface LeafUpload {
  readonly origin: string
  readonly start: number
  readonly end: number
  readonly ticket: Uint8Array
  /** a prefix of `packageRanges(start, end)`, in order */
  readonly packages: readonly LeafPackage[]
}

export interface LeafPackage {
  /** leaves carried: from `begin` up to `end` */
  readonly begin: number
  readonly end: number
  readonly hashes: readonly Uint8Array[]
  /** subtree consistency proof of [begin rounded down to 256, end) in the tree of the upload's end */
  readonly proof: readonly Uint8Array[]
}

/** The packages of an upload, cut at multiples of 256 (C2SP tlog-mirror, canonical sequence); at most `UPLOAD_PACKAGES_MAX`. */
export function packageRanges(start: number, end: number): Subtree[] {
  const ranges: Subtree[] = []
  for (let begin = start; begin < end && ranges.length < UPLOAD_PACKAGES_MAX;) {
    const next = Math.min(end, (Math.floor(begin / TILE_WIDTH) + 1) * TILE_WIDTH)
    ranges.push({ begin, end: next })
    begin = next
  }
  return ranges
}

/** The subtree that a package's proof is of. */
export function packageSubtree(range: Subtree): Subtree {
  return { begin: Math.floor(range.begin / TILE_WIDTH) * TILE_WIDTH, end: range.end }
}

/**
 * Checks a package against the tree of the upload's end.
 * @param before leaf hashes the mirror has already, from the subtree's begin to the package's begin
 */
export function verifyPackage(
  hasher: TreeHasher,
  part: LeafPackage,
  before: readonly Uint8Array[],
  tree: { readonly size: number; readonly root: Uint8Array },
): Result<true> {
  const subtree = packageSubtree(part)
  const leaves = [...before, ...part.hashes]
  if (leaves.length !== subtree.end - subtree.begin)
    return fail('mirror.count', `leaves ${subtree.begin} to ${subtree.end} are not complete`, 'hashes')
  const range = new CompactRange(hasher, subtree.begin)
  for (const leaf of leaves) range.append(leaf)
  const subtreeHash = foldRight(hasher, range.nodes())
  return verifySubtree(hasher, { ...tree, subtree, subtreeHash, proof: part.proof })
}

export function formatLeafUpload(upload: LeafUpload): Uint8Array {
  const origin = new TextEncoder().encode(upload.origin)
  const parts = [uint(origin.length, 2), origin, uint(upload.start, 8), uint(upload.end, 8)]
  parts.push(uint(upload.ticket.length, 2), upload.ticket)
  for (const { hashes, proof } of upload.packages) parts.push(...hashes, uint(proof.length, 1), ...proof)
  const bytes = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0))
  let at = 0
  for (const part of parts) {
    bytes.set(part, at)
    at += part.length
  }
  return bytes
}

function uint(value: number, length: number): Uint8Array {
  const bytes = new Uint8Array(length)
  for (let i = length - 1, rest = value; i >= 0; i--, rest = Math.floor(rest / 256)) bytes[i] = rest % 256
  return bytes
}

/** Parses an upload; a package cut short at the end is dropped with all behind it, as the specification asks of a mirror. */
export function parseLeafUpload(bytes: Uint8Array): Result<LeafUpload> {
  const cursor = { bytes, at: 0 }
  const originLength = readUint(cursor, 2)
  if (originLength === null || originLength === 0 || originLength > ORIGIN_BYTES_MAX)
    return fail('mirror.origin', `byte 0: expected an origin of 1 to ${ORIGIN_BYTES_MAX} bytes`, 'byte 0')
  const originBytes = take(cursor, originLength)
  const origin = originBytes === null ? null : decode(originBytes)
  if (origin === null) return fail('mirror.origin', 'byte 2: expected the origin in UTF-8', 'byte 2')
  const field = `byte ${cursor.at}`
  const start = readUint(cursor, 8)
  const end = readUint(cursor, 8)
  if (start === null || end === null || start > end)
    return fail('mirror.range', `${field}: expected a start and an end not before it`, field)
  const ticketLength = readUint(cursor, 2)
  const ticket = ticketLength === null || ticketLength > TICKET_BYTES_MAX ? null : take(cursor, ticketLength)
  if (ticket === null)
    return fail('mirror.ticket', `expected a ticket of at most ${TICKET_BYTES_MAX} bytes`, 'ticket')
  const packages: LeafPackage[] = []
  for (const range of packageRanges(start, end)) {
    const part = readPackage(cursor, range)
    if (part === null) break
    packages.push(part)
  }
  if (start < end && packages.length === 0)
    return fail('mirror.package', `byte ${cursor.at}: not one whole package`, `byte ${cursor.at}`)
  return ok({ origin, start, end, ticket, packages })
}

interface Cursor {
  readonly bytes: Uint8Array
  at: number
}

function readPackage(cursor: Cursor, range: Subtree): LeafPackage | null {
  const hashes = readHashes(cursor, range.end - range.begin)
  const count = readUint(cursor, 1)
  if (hashes === null || count === null || count > WITNESS_PROOF_LINES_MAX) return null
  const proof = readHashes(cursor, count)
  return proof === null ? null : { ...range, hashes, proof }
}

function readHashes(cursor: Cursor, count: number): Uint8Array[] | null {
  const block = take(cursor, count * HASH_BYTES)
  return block && Array.from({ length: count }, (_, i) => block.slice(i * HASH_BYTES, (i + 1) * HASH_BYTES))
}

function take(cursor: Cursor, length: number): Uint8Array | null {
  if (cursor.at + length > cursor.bytes.length) return null
  cursor.at += length
  return cursor.bytes.slice(cursor.at - length, cursor.at)
}

/** Big-endian; null past the end or above 2^53 - 1. */
function readUint(cursor: Cursor, length: number): number | null {
  const bytes = take(cursor, length)
  if (bytes === null) return null
  const value = bytes.reduce((sum, byte) => sum * 256 + byte, 0)
  return isSize(value) ? value : null
}

function decode(bytes: Uint8Array): string | null {
  const text = new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes)
  return text.includes('\uFFFD') || text.includes('\n') ? null : text
}

/** Where a mirror stands: body of a 202 or 409 (C2SP tlog-mirror). */
export interface MirrorInfo {
  /** size of a pending checkpoint to upload to */
  readonly size: number
  /** first leaf the mirror has not */
  readonly nextEntry: number
  readonly ticket: Uint8Array
}

export function formatMirrorInfo(info: MirrorInfo): string {
  return `${info.size}\n${info.nextEntry}\n${toBase64(info.ticket)}\n`
}

export function parseMirrorInfo(text: string): Result<MirrorInfo> {
  const lines = text.split('\n')
  const [sizeLine, nextLine, ticketLine, end] = lines
  const size = parseDecimal(sizeLine)
  if (size === null) return fail('mirror.info', 'line 1: expected a decimal tree size', 'line 1')
  const nextEntry = parseDecimal(nextLine)
  if (nextEntry === null) return fail('mirror.info', 'line 2: expected a decimal leaf index', 'line 2')
  const ticket = ticketLine === undefined ? null : fromBase64(ticketLine)
  if (ticket === null || ticket.length > TICKET_BYTES_MAX)
    return fail('mirror.info', 'line 3: expected a ticket in base64', 'line 3')
  if (end !== '' || lines.length !== 4) return fail('mirror.info', 'expected three lines', 'line 4')
  return ok({ size, nextEntry, ticket })
}
