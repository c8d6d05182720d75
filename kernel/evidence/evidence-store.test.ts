import { readdir, readFile, rm, stat, unlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { verifyChunkProof } from './chunk-proof.ts'
import { CHUNK_BYTES } from './evidence-file.ts'
import { EvidenceReadError, type EvidenceStore } from './evidence-store.ts'
import {
  asStream,
  bench,
  collect,
  contentPiece,
  contentPieces,
  contentSha256,
  must,
  type Bench,
} from './evidence-test-bench.ts'
import { memoryIndex } from './memory-index.ts'
import { openEvidenceStore } from './open-evidence-store.ts'

let b: Bench
let store: EvidenceStore
beforeEach(async () => {
  b = await bench()
  store = openEvidenceStore(b.parts)
})
afterEach(() => b.remove())

async function keep(sizeBytes: number): Promise<string> {
  const { id } = must(await store.createUpload({ sizeBytes }))
  must(await store.append(id, 0, asStream(contentPieces(0, sizeBytes, 65_536))))
  must(await store.finish(id))
  return id
}

async function chunkFiles(): Promise<string[]> {
  const entries = await readdir(b.root, { recursive: true, withFileTypes: true })
  return entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name))
}

async function chunkFile(index: number): Promise<string> {
  const path = (await chunkFiles()).find((name) => name.includes(`/${index}-`))
  if (path === undefined) throw new Error(`no chunk ${index}`)
  return path
}

describe('a file', () => {
  test.each([0, 1, CHUNK_BYTES - 1, CHUNK_BYTES, CHUNK_BYTES + 1, 3 * CHUNK_BYTES + 77])(
    'of %i bytes comes back',
    async (size) => {
      const { id } = must(await store.createUpload({ sizeBytes: size }))
      must(await store.append(id, 0, asStream(contentPieces(0, size, 100_003))))
      const done = must(await store.finish(id))
      expect(done.plaintextSha256).toBe(contentSha256(size))
      expect(done.file).toMatchObject({ id, sizeBytes: size, chunkCount: Math.ceil(size / CHUNK_BYTES) })
      expect((await collect(must(await store.read(id)))).equals(contentPiece(0, size))).toBe(true)
      expect(must(await store.finish(id))).toEqual(done)
      expect(must(await store.verify(id, done.plaintextSha256)).plaintextSha256).toBe(done.plaintextSha256)
      expect(await store.verify(id, 'other')).toMatchObject({ error: { code: 'evidence.hash' } })
      expect(await chunkFiles()).toHaveLength(done.file.chunkCount)
    },
  )

  test('lies on the disk encrypted, private, and differently each time', async () => {
    const [first, second] = [await keep(70_000), await keep(70_000)]
    expect(must(await store.get(first)).address).not.toBe(must(await store.get(second)).address)
    const plain = Buffer.from(contentPiece(1000, 16))
    for (const path of await chunkFiles()) {
      expect((await stat(path)).mode & 0o777).toBe(0o600)
      expect((await readFile(path)).includes(plain)).toBe(false)
    }
  })

  test('gives any range, reading only its chunks', async () => {
    const size = 3 * CHUNK_BYTES + 500
    const id = await keep(size)
    const whole = Buffer.from(contentPiece(0, size))
    await fc.assert(
      fc.asyncProperty(fc.nat(size), fc.nat(size), async (start, length) => {
        const read = await collect(must(await store.read(id, start, length)))
        expect(read.equals(whole.subarray(start, start + length))).toBe(true)
      }),
      { numRuns: process.env['BASINET_FULL'] === '1' ? 500 : 25 },
    )
    await unlink(await chunkFile(0))
    expect(
      (await collect(must(await store.read(id, CHUNK_BYTES, 100)))).equals(
        whole.subarray(CHUNK_BYTES, CHUNK_BYTES + 100),
      ),
    ).toBe(true)
    expect(await store.read(id, size + 1)).toMatchObject({ error: { code: 'evidence.range' } })
    expect(await store.read(id, 0, -1)).toMatchObject({ error: { code: 'evidence.range' } })
  })

  test('proves each chunk to somebody who has only that chunk', async () => {
    const id = await keep(5 * CHUNK_BYTES - 9)
    for (let index = 0; index < 5; index++) {
      const proof = must(await store.chunkProof(id, index))
      const stored = await readFile(await chunkFile(index))
      expect(verifyChunkProof(proof, stored).ok).toBe(true)
      stored[40]! ^= 1
      expect(verifyChunkProof(proof, stored)).toMatchObject({ error: { code: 'evidence.chunk-corrupt' } })
    }
    expect(await store.chunkProof(id, 5)).toMatchObject({ error: { code: 'evidence.range' } })
  })
})

describe('damage', () => {
  test('in a chunk is named, after the sound bytes before it', async () => {
    const id = await keep(3 * CHUNK_BYTES)
    const path = await chunkFile(1)
    const bytes = await readFile(path)
    bytes[bytes.length >> 1]! ^= 1
    await writeFile(path, bytes)
    const got: Uint8Array[] = []
    const reading = (async () => {
      for await (const piece of must(await store.read(id))) got.push(piece)
    })()
    await expect(reading).rejects.toEqual(
      new EvidenceReadError('evidence.chunk-corrupt', 1, `chunk 1 of file ${id} is damaged`),
    )
    expect(Buffer.concat(got).equals(contentPiece(0, CHUNK_BYTES))).toBe(true)
    expect(await store.verify(id)).toMatchObject({
      error: { code: 'evidence.chunk-corrupt', field: 'chunk 1' },
    })
    await unlink(path)
    expect(await store.verify(id)).toMatchObject({
      error: { code: 'evidence.chunk-missing', field: 'chunk 1' },
    })
  })

  test('before finish is found by finish', async () => {
    const { id } = must(await store.createUpload({ sizeBytes: null }))
    must(await store.append(id, 0, asStream(contentPieces(0, 2 * CHUNK_BYTES, 65_536))))
    await unlink(await chunkFile(0))
    expect(await store.finish(id)).toMatchObject({
      error: { code: 'evidence.chunk-missing', field: 'chunk 0' },
    })
  })

  test('in the recorded hashes is found before a byte is given out', async () => {
    const id = await keep(2 * CHUNK_BYTES)
    const forged = memoryIndex()
    forged.get = (key) => b.parts.index.get(key)
    forged.leafHashes = () => Promise.resolve([new Uint8Array(32), new Uint8Array(32)])
    const other = openEvidenceStore({ ...b.parts, index: forged })
    expect(await other.read(id)).toMatchObject({ error: { code: 'evidence.index-corrupt' } })
  })

  test('chunks of another file or place do not pass for this one', async () => {
    const id = await keep(2 * CHUNK_BYTES)
    const [zero, one] = [await chunkFile(0), await chunkFile(1)]
    const bytes = await readFile(zero)
    await writeFile(zero, await readFile(one))
    await writeFile(one, bytes)
    expect(await store.verify(id)).toMatchObject({ error: { code: 'evidence.chunk-corrupt' } })
  })
})

describe('deletion', () => {
  test('destroys the key first, then the chunks', async () => {
    const id = await keep(2 * CHUNK_BYTES)
    const before = (await b.parts.index.get(id))?.wrappedKey
    expect(before).not.toBeNull()
    const removeFile = (): Promise<void> => Promise.reject(new Error('the disk went away'))
    const broken = openEvidenceStore({ ...b.parts, chunks: { ...b.parts.chunks, removeFile } })
    await expect(broken.destroy(id)).rejects.toThrow('the disk went away')
    expect((await b.parts.index.get(id))?.wrappedKey).toBeNull()
    expect(await store.read(id)).toMatchObject({ error: { code: 'evidence.destroyed' } })
    expect(await chunkFiles()).toHaveLength(2)
    expect(await store.sweep()).toEqual({ expired: 0, removed: 1 })
    expect(await chunkFiles()).toHaveLength(0)
    expect(await store.get(id)).toMatchObject({ error: { code: 'evidence.unknown' } })
  })

  test('of an unknown or nonsensical id is refused', async () => {
    expect(await store.destroy('../../etc/passwd')).toMatchObject({ error: { code: 'evidence.unknown' } })
    expect(await store.destroy('00000000-0000-4000-8000-000000000000')).toMatchObject({
      error: { code: 'evidence.unknown' },
    })
  })

  test('ends a running read', async () => {
    const id = await keep(3 * CHUNK_BYTES)
    const reading = must(await store.read(id))[Symbol.asyncIterator]()
    await reading.next()
    must(await store.destroy(id))
    await expect(reading.next()).rejects.toMatchObject({ code: 'evidence.chunk-missing', chunkIndex: 1 })
  })
})

describe('the directory', () => {
  test('lost as a whole is said chunk by chunk, not as another error', async () => {
    const id = await keep(CHUNK_BYTES)
    await rm(b.root, { recursive: true })
    expect(await store.verify(id)).toMatchObject({ error: { code: 'evidence.chunk-missing' } })
  })

  test('full is an answer, and what was confirmed stays', async () => {
    const { id } = must(await store.createUpload({ sizeBytes: null }))
    must(await store.append(id, 0, asStream(contentPieces(0, 1000, 1000))))
    const full = Object.assign(new Error('no space'), { code: 'ENOSPC' })
    const chunks = { ...b.parts.chunks, put: () => Promise.reject(full) }
    const other = openEvidenceStore({ ...b.parts, chunks })
    const answer = await other.append(id, 1000, asStream(contentPieces(1000, 2 * CHUNK_BYTES, 65_536)))
    expect(answer).toMatchObject({ error: { code: 'evidence.storage-full' } })
    expect(must(await store.upload(id)).offsetBytes).toBe(1000)
  })
})
