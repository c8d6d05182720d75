import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { rootOf } from './compact-range.ts'
import { flipBit, runs } from './property-runs.fixture.ts'
import { TileBuilder } from './tile-builder.ts'
import { tilePath, type TileReader } from './tile.ts'
import { treeHasher } from './tree-hash.ts'
import { verifyLog, type KnownRoot } from './verify-log.ts'

const hasher = treeHasher()
const SIZE = 1500
const LEAVES = Array.from({ length: SIZE }, (_, i) => hasher.leaf(new TextEncoder().encode(`event ${i}`)))
const KNOWN: KnownRoot[] = [0, 1, 300, 1000, SIZE].map((size) => ({
  size,
  root: rootOf(hasher, LEAVES.slice(0, size)),
}))

function storedTiles(leaves: readonly Uint8Array[] = LEAVES): {
  map: Map<string, Uint8Array>
  tiles: TileReader
} {
  const builder = TileBuilder.resume(hasher, 0, [])
  if (!builder.ok) throw new Error(builder.error.message)
  builder.value.append(leaves)
  const map = new Map(builder.value.takeTiles().map(({ tile, bytes }) => [tilePath(tile), bytes]))
  const tiles: TileReader = {
    readTiles: (wanted) => Promise.resolve(wanted.map((tile) => map.get(tilePath(tile)) ?? null)),
  }
  return { map, tiles }
}

test('a sound log holds every root', async () => {
  const verdict = await verifyLog(hasher, {
    size: SIZE,
    leafHashes: LEAVES,
    knownRoots: KNOWN,
    ...storedTiles(),
  })
  expect(verdict).toEqual({ ok: true, size: SIZE, root: KNOWN.at(-1)!.root, rootsHeld: KNOWN.length })
})

test('an empty log is sound', async () => {
  const verdict = await verifyLog(hasher, {
    size: 0,
    leafHashes: [],
    knownRoots: KNOWN.slice(0, 1),
    tiles: null,
  })
  expect(verdict).toMatchObject({ ok: true, rootsHeld: 1 })
})

test('one changed bit in any entry names that leaf and its tile', async () => {
  await fc.assert(
    fc.asyncProperty(fc.nat(SIZE - 1), fc.nat(255), async (index, bit) => {
      const leafHashes = LEAVES.with(index, flipBit(LEAVES[index]!, bit))
      const verdict = await verifyLog(hasher, { size: SIZE, leafHashes, knownRoots: [], ...storedTiles() })
      const tileIndex = Math.floor(index / 256)
      const tile = tileIndex === 5 ? 'tile/0/005.p/220' : `tile/0/00${tileIndex}`
      expect(verdict).toEqual({ ok: false, fault: { kind: 'leaf', index, tile } })
    }),
    runs(15, 300),
  )
})

test('one changed bit in any stored tile is found', async () => {
  const { map } = storedTiles()
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...map.keys()), fc.nat(), async (path, bit) => {
      const { map: damaged, tiles } = storedTiles()
      damaged.set(path, flipBit(damaged.get(path)!, bit))
      const verdict = await verifyLog(hasher, { size: SIZE, leafHashes: LEAVES, knownRoots: [], tiles })
      expect(verdict).toMatchObject({ ok: false, fault: { tile: path } })
    }),
    runs(15, 300),
  )
})

describe('entries and tiles changed together', () => {
  test('are caught by the first signed root after them', async () => {
    const leafHashes = LEAVES.with(500, flipBit(LEAVES[500]!, 3))
    const { tiles } = storedTiles(leafHashes)
    const verdict = await verifyLog(hasher, { size: SIZE, leafHashes, knownRoots: KNOWN, tiles })
    expect(verdict).toEqual({ ok: false, fault: { kind: 'root', size: 1000, begin: 300, end: 1000 } })
  })

  test('even in the very first entry', async () => {
    const leafHashes = LEAVES.with(0, flipBit(LEAVES[0]!, 3))
    const verdict = await verifyLog(hasher, { size: SIZE, leafHashes, knownRoots: KNOWN, tiles: null })
    expect(verdict).toEqual({ ok: false, fault: { kind: 'root', size: 1, begin: 0, end: 1 } })
  })
})

describe('what is not there', () => {
  test('a lost tail', async () => {
    const leafHashes = LEAVES.slice(0, 1400)
    const verdict = await verifyLog(hasher, { size: SIZE, leafHashes, knownRoots: KNOWN, ...storedTiles() })
    expect(verdict).toEqual({ ok: false, fault: { kind: 'missing-leaves', found: 1400, size: SIZE } })
  })

  test('a root of a size that the log no longer reaches', async () => {
    const leafHashes = LEAVES.slice(0, 1400)
    const { tiles } = storedTiles(leafHashes)
    const verdict = await verifyLog(hasher, { size: 1400, leafHashes, knownRoots: KNOWN, tiles })
    expect(verdict).toEqual({ ok: false, fault: { kind: 'missing-leaves', found: 1400, size: SIZE } })
  })

  test('a tile', async () => {
    const { map, tiles } = storedTiles()
    map.delete('tile/1/000.p/5')
    const verdict = await verifyLog(hasher, { size: SIZE, leafHashes: LEAVES, knownRoots: [], tiles })
    expect(verdict).toEqual({ ok: false, fault: { kind: 'tile-missing', tile: 'tile/1/000.p/5' } })
    map.set('tile/0/002', new Uint8Array(5))
    const short = await verifyLog(hasher, { size: SIZE, leafHashes: LEAVES, knownRoots: [], tiles })
    expect(short).toEqual({ ok: false, fault: { kind: 'tile-length', tile: 'tile/0/002', bytes: 5 } })
  })
})
