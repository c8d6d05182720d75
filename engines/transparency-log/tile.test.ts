import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { consistencyProof, verifyConsistency } from './consistency.ts'
import { rootOf } from './compact-range.ts'
import { inclusionProof, verifyInclusion } from './inclusion.ts'
import { tileNodeReader } from './node-reader.ts'
import { runs } from './property-runs.fixture.ts'
import { TileBuilder } from './tile-builder.ts'
import { allTiles, edgeTiles, entriesPath, parseTilePath, tilePath, type TileReader } from './tile.ts'
import { treeHasher } from './tree-hash.ts'

const hasher = treeHasher()
const LEAVES = Array.from({ length: 70_000 }, (_, i) => hasher.leaf(new TextEncoder().encode(`event ${i}`)))

class TileMap implements TileReader {
  readonly stored = new Map<string, Uint8Array>()

  readTiles(tiles: Parameters<TileReader['readTiles']>[0]): Promise<(Uint8Array | null)[]> {
    return Promise.resolve(tiles.map((tile) => this.stored.get(tilePath(tile)) ?? null))
  }

  keep(builder: TileBuilder): void {
    for (const { tile, bytes } of builder.takeTiles()) this.stored.set(tilePath(tile), bytes)
  }
}

function pathOf({
  level,
  index,
  width,
}: {
  level: number | 'entries'
  index: number
  width: number
}): string {
  return level === 'entries' ? entriesPath(index, width) : tilePath({ level, index, width })
}

function resume(size: number, tiles: TileMap): TileBuilder {
  const edge = edgeTiles(size).map((tile) => tiles.stored.get(tilePath(tile))!)
  const builder = TileBuilder.resume(hasher, size, edge)
  if (!builder.ok) throw new Error(builder.error.message)
  return builder.value
}

describe('paths (C2SP tlog-tiles, Merkle Tree)', () => {
  test.each([
    [{ level: 0, index: 1234067, width: 256 }, 'tile/0/x001/x234/067'], // the specification's own example
    [{ level: 1, index: 0, width: 17 }, 'tile/1/000.p/17'],
    [{ level: 0, index: 273, width: 112 }, 'tile/0/273.p/112'],
    [{ level: 2, index: 1000, width: 1 }, 'tile/2/x001/000.p/1'],
    [{ level: 0, index: 999, width: 255 }, 'tile/0/999.p/255'],
  ])('%j is %s', (tile, path) => {
    expect(tilePath(tile)).toBe(path)
    expect(parseTilePath(path)).toEqual({ ok: true, value: tile })
  })

  test('entry bundles', () => {
    expect(entriesPath(1234067, 8)).toBe('tile/entries/x001/x234/067.p/8')
    expect(parseTilePath('tile/entries/000.p/8')).toEqual({
      ok: true,
      value: { level: 'entries', index: 0, width: 8 },
    })
  })

  test.each([
    'tile/00/000',
    'tile/64/000',
    'tile/0/00',
    'tile/0/x000/001',
    'tile/0/001/002',
    'tile/0/x001',
    'tile/0/000.p/0',
    'tile/0/000.p/256',
    'tile/0/000.p/01',
    'tile/0/x999/x999/x999/x999/x999/999',
    '/tile/0/000',
    'tile/0/000\n',
  ])('%j is refused', (path) => {
    expect(parseTilePath(path).ok).toBe(false)
  })

  test('any index survives the round trip, and no text crashes the parser', () => {
    fc.assert(
      fc.property(fc.maxSafeNat(), fc.integer({ min: 1, max: 256 }), (index, width) => {
        expect(parseTilePath(tilePath({ level: 3, index, width }))).toEqual({
          ok: true,
          value: { level: 3, index, width },
        })
      }),
      runs(200, 5000),
    )
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const parsed = parseTilePath(`tile/${text}`)
        const again = parsed.ok ? pathOf(parsed.value) : `tile/${text}`
        expect(again).toBe(`tile/${text}`)
      }),
      runs(500, 20_000),
    )
  })
})

test('a tree of 70,000 has the tiles that the specification counts', () => {
  const tiles = [...allTiles(70_000)]
  const full = (level: number): number =>
    tiles.filter((tile) => tile.level === level && tile.width === 256).length
  expect([full(0), full(1), full(2)]).toEqual([273, 1, 0])
  expect(edgeTiles(70_000)).toEqual([
    { level: 0, index: 273, width: 112 },
    { level: 1, index: 1, width: 17 },
    { level: 2, index: 0, width: 1 },
  ])
  expect([...allTiles(256)]).toEqual([
    { level: 0, index: 0, width: 256 },
    { level: 1, index: 0, width: 1 },
  ])
})

test('a log built in batches, resumed from its edge, has exactly the tiles and the root of one built at once', () => {
  const tiles = new TileMap()
  const sizes = [0, 1, 200, 256, 257, 511, 4096, 65_535, 65_536, 65_537, 70_000]
  for (let i = 1; i < sizes.length; i++) {
    const builder = resume(sizes[i - 1]!, tiles)
    builder.append(LEAVES.slice(sizes[i - 1], sizes[i]))
    tiles.keep(builder)
    expect(builder.root()).toEqual(rootOf(hasher, LEAVES.slice(0, sizes[i])))
  }
  const once = resume(0, new TileMap())
  once.append(LEAVES)
  for (const { tile, bytes } of once.takeTiles()) expect(tiles.stored.get(tilePath(tile))).toEqual(bytes)
  for (const tile of allTiles(70_000)) expect(tiles.stored.get(tilePath(tile))?.length).toBe(tile.width * 32)
})

test('proofs read from tiles verify at any size', async () => {
  const tiles = new TileMap()
  const builder = resume(0, tiles)
  builder.append(LEAVES)
  tiles.keep(builder)
  const newRoot = builder.root()
  await fc.assert(
    fc.asyncProperty(fc.nat(69_999), async (index) => {
      const reader = tileNodeReader(hasher, tiles, 70_000)
      const proof = await inclusionProof(hasher, reader, index, 70_000)
      if (!proof.ok) throw new Error(proof.error.message)
      const claim = { index, size: 70_000, leafHash: LEAVES[index]!, proof: proof.value, root: newRoot }
      expect(verifyInclusion(hasher, claim).ok).toBe(true)

      const older = await consistencyProof(hasher, reader, index + 1, 70_000)
      if (!older.ok) throw new Error(older.error.message)
      const oldRoot = rootOf(hasher, LEAVES.slice(0, index + 1))
      const consistency = { oldSize: index + 1, newSize: 70_000, oldRoot, newRoot, proof: older.value }
      expect(verifyConsistency(hasher, consistency).ok).toBe(true)
    }),
    runs(12, 300),
  )
})

test('a missing or cut tile is named', async () => {
  const tiles = new TileMap()
  const builder = resume(0, tiles)
  builder.append(LEAVES.slice(0, 300))
  tiles.keep(builder)
  tiles.stored.set('tile/0/001.p/44', new Uint8Array(31))
  const reader = tileNodeReader(hasher, tiles, 300)
  expect(await inclusionProof(hasher, reader, 299, 300)).toMatchObject({
    error: { code: 'tile.length', message: expect.stringContaining('tile/0/001.p/44') },
  })
  tiles.stored.delete('tile/0/000')
  expect(await inclusionProof(hasher, reader, 3, 300)).toMatchObject({
    error: { code: 'tile.missing', message: expect.stringContaining('tile/0/000') },
  })
})
