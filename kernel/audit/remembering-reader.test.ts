import {
  inclusionProof,
  sha256,
  TileBuilder,
  tileNodeReader,
  tilePath,
  treeHasher,
} from '@basinet/transparency-log'
import { expect, it } from 'vitest'
import { must } from '../contract/result.ts'
import { leafHash } from './event.ts'
import { rememberingReader } from './remembering-reader.ts'

const SIZE = 3_000
const hasher = treeHasher(sha256)
const tiles = new Map<string, Uint8Array>()
const builder = must(TileBuilder.resume(hasher, 0, []))
builder.append(Array.from({ length: SIZE }, (_, i) => leafHash(`event ${i}`)))
for (const { tile, bytes } of builder.takeTiles()) tiles.set(tilePath(tile), bytes)

it('gives the paths that the plain reader gives, and reads each tile once', async () => {
  const read: string[] = []
  const store = {
    readTiles: (wanted: Parameters<typeof tilePath>[0][]) => {
      read.push(...wanted.map(tilePath))
      return Promise.resolve(wanted.map((tile) => tiles.get(tilePath(tile)) ?? null))
    },
  }
  const plain = tileNodeReader(hasher, store, SIZE)
  const some = Array.from({ length: SIZE / 10 }, (_, i) => (i * 1_237) % SIZE)
  const expected = await Promise.all(
    some.map(async (leaf) => must(await inclusionProof(hasher, plain, leaf, SIZE))),
  )
  read.length = 0
  const reader = rememberingReader(hasher, store, SIZE)
  const paths = []
  for (const leaf of some) paths.push(must(await inclusionProof(hasher, reader, leaf, SIZE)))
  expect(paths).toEqual(expected)
  expect(paths[0]?.length).toBeGreaterThan(10)
  expect(read.length).toBe(new Set(read).size)
})

it('passes on that a tile is missing', async () => {
  const reader = rememberingReader(
    hasher,
    { readTiles: (wanted) => Promise.resolve(wanted.map(() => null)) },
    SIZE,
  )
  expect(await inclusionProof(hasher, reader, 7, SIZE)).toMatchObject({
    ok: false,
    error: { code: 'tile.missing' },
  })
})
