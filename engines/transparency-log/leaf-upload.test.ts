import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { rootOf } from './compact-range.ts'
import {
  formatLeafUpload,
  formatMirrorInfo,
  packageRanges,
  packageSubtree,
  parseLeafUpload,
  parseMirrorInfo,
  verifyPackage,
  type LeafUpload,
} from './leaf-upload.ts'
import { leafNodeReader } from './node-reader.ts'
import { flipBit, runs } from './property-runs.fixture.ts'
import type { Result } from './result.ts'
import { subtreeProof } from './subtree.ts'
import { treeHasher } from './tree-hash.ts'

const hasher = treeHasher()
const leaves = Array.from({ length: 1100 }, (_, i) => hasher.leaf(new TextEncoder().encode(`${i}`)))

function must<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(`${result.error.code}: ${result.error.message}`)
  return result.value
}

async function uploadOf(start: number, end: number): Promise<LeafUpload> {
  const reader = leafNodeReader(hasher, leaves)
  const packages = await Promise.all(
    packageRanges(start, end).map(async (range) => {
      const proof = must(await subtreeProof(hasher, reader, packageSubtree(range), end))
      return { ...range, hashes: leaves.slice(range.begin, range.end), proof }
    }),
  )
  return { origin: 'lca.example/audit', start, end, ticket: Uint8Array.of(1, 2), packages }
}

describe('packages', () => {
  test('are cut at multiples of 256, 32 at most', () => {
    expect(packageRanges(250, 800)).toEqual([
      { begin: 250, end: 256 },
      { begin: 256, end: 512 },
      { begin: 512, end: 768 },
      { begin: 768, end: 800 },
    ])
    expect(packageRanges(5, 5)).toEqual([])
    expect(packageRanges(0, 1_000_000)).toHaveLength(32)
    expect(packageRanges(0, 1_000_000).at(-1)).toEqual({ begin: 7936, end: 8192 })
  })

  test.each([
    [0, 1],
    [0, 256],
    [3, 257],
    [255, 300],
    [300, 1100],
    [1024, 1100],
  ])('of leaves %d to %d verify against the tree of the end, altered ones do not', async (start, end) => {
    const upload = must(parseLeafUpload(formatLeafUpload(await uploadOf(start, end))))
    const tree = { size: end, root: rootOf(hasher, leaves.slice(0, end)) }
    for (const part of upload.packages) {
      const before = leaves.slice(packageSubtree(part).begin, part.begin)
      expect(verifyPackage(hasher, part, before, tree)).toEqual({ ok: true, value: true })
      const hashes = part.hashes.map((hash, i) => (i === 0 ? flipBit(hash, 9) : hash))
      expect(verifyPackage(hasher, { ...part, hashes }, before, tree).ok).toBe(false)
      expect(verifyPackage(hasher, part, [...before, leaves[0]!], tree)).toMatchObject({
        error: { code: 'mirror.count' },
      })
      const swapped = { ...tree, root: flipBit(tree.root, 3) }
      expect(verifyPackage(hasher, part, before, swapped).ok).toBe(false)
    }
  })
})

describe('upload', () => {
  test('is written and read back; one cut short loses only its last package', async () => {
    const upload = await uploadOf(100, 600)
    const bytes = formatLeafUpload(upload)
    expect(must(parseLeafUpload(bytes))).toEqual(upload)
    const cut = must(parseLeafUpload(bytes.slice(0, -1)))
    expect(cut.packages).toEqual(upload.packages.slice(0, -1))
  })

  test.each([
    ['', 'mirror.origin'],
    ['0000', 'mirror.origin'],
    ['0001ff', 'mirror.origin'],
    ['0001610000000000000005', 'mirror.range'],
    ['00016100000000000000050000000000000004', 'mirror.range'],
    ['000161ffffffffffffffffffffffffffffffff0000', 'mirror.range'],
    ['00016100000000000000040000000000000005ffff', 'mirror.ticket'],
    ['000161000000000000000400000000000000050000', 'mirror.package'],
  ])('%s is refused as %s', (hexBytes, code) => {
    const bytes = Uint8Array.from(Buffer.from(hexBytes, 'hex'))
    expect(parseLeafUpload(bytes)).toMatchObject({ ok: false, error: { code } })
  })

  test('nothing throws, whatever the bytes', async () => {
    const good = formatLeafUpload(await uploadOf(10, 40))
    fc.assert(
      fc.property(fc.nat(good.length - 1), fc.uint8Array({ maxLength: 20 }), (at, patch) => {
        const bytes = good.slice(0, good.length - (patch[0] ?? 0))
        bytes.set(patch.slice(0, Math.max(0, bytes.length - at)), Math.min(at, bytes.length))
        const parsed = parseLeafUpload(bytes)
        expect(
          parsed.ok ? parsed.value.packages.length > 0 || parsed.value.start === parsed.value.end : true,
        ).toBe(true)
      }),
      runs(500, 50_000),
    )
  })
})

test('mirror information has three lines', () => {
  const info = { size: 512, nextEntry: 256, ticket: new Uint8Array(0) }
  expect(formatMirrorInfo(info)).toBe('512\n256\n\n')
  expect(must(parseMirrorInfo('512\n256\nAQID\n')).ticket).toEqual(Uint8Array.of(1, 2, 3))
  for (const wrong of ['512\n256\n', '512\n256\n\n\n', '0512\n1\n\n', '1\n-1\n\n', '1\n1\n*\n', ''])
    expect(parseMirrorInfo(wrong)).toMatchObject({ error: { code: 'mirror.info' } })
})
