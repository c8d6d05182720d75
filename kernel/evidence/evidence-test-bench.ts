import { createHash, randomBytes } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Result } from '../contract/result.ts'
import { sealText, openSealed, parseSealed } from '../keys/sealed-text.ts'
import type { Keyring } from '../keys/keyring.ts'
import { directoryChunkStore } from './dir-chunk-store.ts'
import type { EvidenceParts } from './evidence-parts.ts'
import { memoryIndex } from './memory-index.ts'

export const random = (bytes: number): Uint8Array => new Uint8Array(randomBytes(bytes))

export function must<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(`${result.error.code}: ${result.error.message}`)
  return result.value
}

/** A keyring of one evidence key, without files. */
export function testKeyring(key = random(32)): Pick<Keyring, 'seal' | 'open' | 'reload'> {
  const dataKey = { purpose: 'evidence' as const, version: 1, state: 'active' as const, key }
  return {
    seal: (_purpose, id, secret) => sealText(dataKey, id, secret, random),
    open: (_purpose, id, sealed) => openSealed(dataKey, id, must(parseSealed(sealed))),
    reload: () => Promise.resolve({ ok: true, value: true }),
  }
}

export interface Bench {
  readonly root: string
  readonly parts: EvidenceParts
  /** moves the clock */
  advance(seconds: number): void
  remove(): Promise<void>
}

/** Evidence parts on a temporary directory, an index in memory and a clock that only the test moves. */
export async function bench(): Promise<Bench> {
  const root = await mkdtemp(join(tmpdir(), 'basinet-evidence-'))
  let now = Date.parse('2026-11-24T20:30:00Z')
  const parts: EvidenceParts = {
    chunks: directoryChunkStore(root),
    index: memoryIndex(),
    keyring: testKeyring(),
    random,
    clock: () => new Date(now),
  }
  return {
    root,
    parts,
    advance(seconds) {
      now += seconds * 1000
    },
    remove: () => rm(root, { recursive: true, force: true }),
  }
}

/** Byte at any position of an endless, aperiodic-looking stream: file content without holding a file. */
export function contentPiece(start: number, length: number): Uint8Array {
  const piece = new Uint8Array(length)
  for (let i = 0; i < length; i++) {
    const at = start + i
    piece[i] = (at ^ (at >>> 8) ^ ((at >>> 16) * 31) ^ (Math.floor(at / 4096) * 7)) & 0xff
  }
  return piece
}

export function* contentPieces(start: number, end: number, pieceBytes: number): Generator<Uint8Array> {
  for (let at = start; at < end; at += pieceBytes) yield contentPiece(at, Math.min(pieceBytes, end - at))
}

export function contentSha256(sizeBytes: number): string {
  const hash = createHash('sha256')
  for (const piece of contentPieces(0, sizeBytes, 1 << 20)) hash.update(piece)
  return hash.digest('hex')
}

export async function* asStream(pieces: Iterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  for (const piece of pieces) yield await Promise.resolve(piece)
}

export async function collect(source: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const pieces: Uint8Array[] = []
  for await (const piece of source) pieces.push(piece)
  return Buffer.concat(pieces)
}
