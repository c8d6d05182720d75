import { afterEach, beforeEach, expect, test } from 'vitest'
import { chunkName } from './chunk.ts'
import type { ChunkStore } from './chunk-store.ts'
import {
  asStream,
  collect,
  contentPiece,
  contentPieces,
  contentSha256,
  must,
  random,
  testKeyring,
} from './evidence-test-bench.ts'
import { memoryIndex } from './memory-index.ts'
import { openEvidenceStore } from './open-evidence-store.ts'
import { s3ChunkStore } from './s3-chunk-store.ts'
import { S3_TEST_KEYS, s3TestServer } from './s3-server.fixture.ts'

const ID = '018f3c1e-5a1b-4c3d-8e2f-0123456789ab'
let server: Awaited<ReturnType<typeof s3TestServer>>
let chunks: ChunkStore
beforeEach(async () => {
  server = await s3TestServer('evidence')
  chunks = open()
})
afterEach(() => server.close())

function open(change: Partial<Parameters<typeof s3ChunkStore>[0]> = {}): ChunkStore {
  return s3ChunkStore({
    endpoint: server.endpoint,
    bucket: 'evidence',
    prefix: 'lca/files',
    ...S3_TEST_KEYS,
    ...change,
  })
}

const names = Array.from({ length: 10 }, (_, i) => chunkName(i, new Uint8Array(32).fill(i)))

test('puts, gets, lists over pages and removes', async () => {
  for (const [i, name] of names.entries()) await chunks.put(ID, name, Uint8Array.of(i, 2, 3))
  expect([...server.objects.keys()][0]).toBe(`lca/files/${ID}/${names[0]!}`)
  expect(await chunks.get(ID, names[4]!)).toEqual(Uint8Array.of(4, 2, 3))
  expect((await chunks.list(ID)).toSorted()).toEqual(names.toSorted())
  await chunks.remove(ID, [names[0]!, names[1]!])
  expect(await chunks.get(ID, names[0]!)).toBeNull()
  expect(await chunks.list(ID)).toHaveLength(8)
  await chunks.removeFile(ID)
  expect(server.objects.size).toBe(0)
  expect(await chunks.list(ID)).toEqual([])
})

test('a store that is briefly overloaded is asked again', async () => {
  server.failNext(2)
  await chunks.put(ID, names[0]!, Uint8Array.of(1))
  expect(server.objects.size).toBe(1)
})

test('a refusal names status and code, and neither key nor object', async () => {
  const wrong = open({ secretAccessKey: 'not the secret' })
  await expect(wrong.put(ID, names[0]!, Uint8Array.of(1))).rejects.toThrow(
    'the object store answered 403 (SignatureDoesNotMatch) to put',
  )
  await expect(open({ bucket: 'other' }).list(ID)).rejects.toThrow('404 (NoSuchBucket) to list')
})

test('names that are not ours never reach the store', async () => {
  await expect(chunks.get('../x', names[0]!)).rejects.toThrow('BUG')
  await expect(chunks.put(ID, '../x', Uint8Array.of(1))).rejects.toThrow('BUG')
  expect(server.objects.size).toBe(0)
})

test('a whole evidence file lives in it', async () => {
  const store = openEvidenceStore({
    chunks,
    index: memoryIndex(),
    keyring: testKeyring(),
    random,
    clock: () => new Date('2026-11-24T20:30:00Z'),
  })
  const size = 2 * 1_048_576 + 5
  const { id } = must(await store.createUpload({ sizeBytes: size }))
  must(await store.append(id, 0, asStream(contentPieces(0, 1_500_000, 65_536))))
  must(await store.append(id, 1_500_000, asStream(contentPieces(1_500_000, size, 65_536))))
  expect(must(await store.finish(id)).plaintextSha256).toBe(contentSha256(size))
  expect(server.objects.size).toBe(3)
  expect((await collect(must(await store.read(id, 1_048_570, 12)))).equals(contentPiece(1_048_570, 12))).toBe(
    true,
  )
  must(await store.destroy(id))
  expect(server.objects.size).toBe(0)
})
