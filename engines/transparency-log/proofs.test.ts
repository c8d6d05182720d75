import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { CompactRange, rootOf, sameRange } from './compact-range.ts'
import { consistencyProof, verifyConsistency } from './consistency.ts'
import { inclusionProof, verifyInclusion } from './inclusion.ts'
import { leafNodeReader } from './node-reader.ts'
import { flipBit, runs } from './property-runs.fixture.ts'
import {
  bytes,
  CONSISTENCY_PROOFS,
  hex,
  INCLUSION_PROOFS,
  LEAF_INPUTS,
  NODE_HASHES,
  ROOT_HASHES,
} from './reference-tree.fixture.ts'
import { treeHasher } from './tree-hash.ts'
import { splitPoint } from './tree-math.ts'

const hasher = treeHasher()

function leavesOf(count: number): Uint8Array[] {
  return Array.from({ length: count }, (_, i) => hasher.leaf(new TextEncoder().encode(`event ${i}`)))
}

/** RFC 6962, 2.1, word for word: the independent oracle of the roots. */
function definedRoot(leaves: readonly Uint8Array[]): Uint8Array {
  if (leaves.length === 0) return hasher.empty()
  if (leaves.length === 1) return leaves[0]!
  const split = splitPoint(leaves.length)
  return hasher.node(definedRoot(leaves.slice(0, split)), definedRoot(leaves.slice(split)))
}

describe('the published reference tree', () => {
  const leaves = LEAF_INPUTS.map((input) => hasher.leaf(input))
  const reader = leafNodeReader(hasher, leaves)

  test('leaf hashes', () => {
    expect(leaves.map(hex)).toEqual(NODE_HASHES[0])
  })

  test('every inner node', async () => {
    for (const [level, hashes] of NODE_HASHES.entries()) {
      const read = await reader.readNodes(hashes.map((_, index) => ({ level, index })))
      expect(read).toEqual({ ok: true, value: hashes.map(bytes) })
    }
  })

  test.each(ROOT_HASHES.map((root, size) => ({ root, size })))('root at size $size', ({ root, size }) => {
    expect(hex(rootOf(hasher, leaves.slice(0, size)))).toBe(root)
  })

  test.each(INCLUSION_PROOFS)('inclusion of $index in $size', async ({ index, size, proof }) => {
    const built = await inclusionProof(hasher, reader, index, size)
    expect(built).toEqual({ ok: true, value: proof.map((hash) => bytes(hash!)) })
  })

  test.each(CONSISTENCY_PROOFS)(
    'consistency from $oldSize to $newSize',
    async ({ oldSize, newSize, proof }) => {
      const built = await consistencyProof(hasher, reader, oldSize, newSize)
      expect(built).toEqual({ ok: true, value: proof.map((hash) => bytes(hash!)) })
    },
  )
})

const size = fc.integer({ min: 1, max: 700 })
const leaves = leavesOf(700)

test('roots follow the definition of RFC 6962', () => {
  fc.assert(
    fc.property(size, (count) => {
      expect(rootOf(hasher, leaves.slice(0, count))).toEqual(definedRoot(leaves.slice(0, count)))
    }),
    runs(50, 700),
  )
})

test('ranges merge to the same nodes wherever they are cut', () => {
  fc.assert(
    fc.property(size, fc.array(fc.nat(700), { maxLength: 5 }), (count, cuts) => {
      const whole = new CompactRange(hasher)
      for (const leaf of leaves.slice(0, count)) whole.append(leaf)
      const joined = new CompactRange(hasher)
      const bounds = [...cuts.filter((cut) => cut < count), count].sort((a, b) => a - b)
      for (const end of bounds) {
        const piece = new CompactRange(hasher, joined.end)
        for (const leaf of leaves.slice(joined.end, end)) piece.append(leaf)
        joined.appendRange(piece)
      }
      expect(sameRange(whole, joined)).toBe(true)
      expect(joined.root()).toEqual(whole.root())
    }),
    runs(50, 2000),
  )
})

test('every inclusion proof verifies, and any one-bit change anywhere fails', async () => {
  await fc.assert(
    fc.asyncProperty(size, fc.nat(), fc.nat(), async (count, pick, bit) => {
      const index = pick % count
      const root = rootOf(hasher, leaves.slice(0, count))
      const built = await inclusionProof(hasher, leafNodeReader(hasher, leaves), index, count)
      if (!built.ok) throw new Error(built.error.message)
      const claim = { index, size: count, leafHash: leaves[index]!, proof: built.value, root }
      expect(verifyInclusion(hasher, claim)).toEqual({ ok: true, value: true })

      expect(verifyInclusion(hasher, { ...claim, root: flipBit(root, bit) }).ok).toBe(false)
      expect(verifyInclusion(hasher, { ...claim, leafHash: flipBit(claim.leafHash, bit) }).ok).toBe(false)
      for (let i = 0; i < built.value.length; i++) {
        const proof = built.value.map((hash, at) => (at === i ? flipBit(hash, bit) : hash))
        expect(verifyInclusion(hasher, { ...claim, proof }).ok).toBe(false)
        expect(verifyInclusion(hasher, { ...claim, proof: built.value.toSpliced(i, 1) }).ok).toBe(false)
      }
      expect(verifyInclusion(hasher, { ...claim, proof: [...built.value, root] }).ok).toBe(false)
      expect(verifyInclusion(hasher, { ...claim, index: (index + 1) % count }).ok).toBe(count === 1)
    }),
    runs(60, 3000),
  )
})

test('every prefix is consistent, and any one-bit change anywhere fails', async () => {
  await fc.assert(
    fc.asyncProperty(size, fc.nat(), fc.nat(), async (newSize, pick, bit) => {
      const oldSize = 1 + (pick % newSize)
      const [oldRoot, newRoot] = [oldSize, newSize].map((n) => rootOf(hasher, leaves.slice(0, n))) as [
        Uint8Array,
        Uint8Array,
      ]
      const built = await consistencyProof(hasher, leafNodeReader(hasher, leaves), oldSize, newSize)
      if (!built.ok) throw new Error(built.error.message)
      const claim = { oldSize, newSize, oldRoot, newRoot, proof: built.value }
      expect(verifyConsistency(hasher, claim)).toEqual({ ok: true, value: true })

      expect(verifyConsistency(hasher, { ...claim, oldRoot: flipBit(oldRoot, bit) }).ok).toBe(false)
      expect(verifyConsistency(hasher, { ...claim, newRoot: flipBit(newRoot, bit) }).ok).toBe(false)
      for (let i = 0; i < built.value.length; i++) {
        const proof = built.value.map((hash, at) => (at === i ? flipBit(hash, bit) : hash))
        expect(verifyConsistency(hasher, { ...claim, proof }).ok).toBe(false)
        expect(verifyConsistency(hasher, { ...claim, proof: built.value.toSpliced(i, 1) }).ok).toBe(false)
      }
      expect(verifyConsistency(hasher, { ...claim, proof: [...built.value, oldRoot] }).ok).toBe(false)
    }),
    runs(60, 3000),
  )
})

test('every pair of sizes up to 40 is consistent', async () => {
  const reader = leafNodeReader(hasher, leaves)
  for (let newSize = 0; newSize <= 40; newSize++) {
    for (let oldSize = 0; oldSize <= newSize; oldSize++) {
      const built = await consistencyProof(hasher, reader, oldSize, newSize)
      if (!built.ok) throw new Error(built.error.message)
      const oldRoot = rootOf(hasher, leaves.slice(0, oldSize))
      const newRoot = rootOf(hasher, leaves.slice(0, newSize))
      expect(verifyConsistency(hasher, { oldSize, newSize, oldRoot, newRoot, proof: built.value }).ok).toBe(
        true,
      )
    }
  }
})

test('claims outside a tree are refused by name', async () => {
  const reader = leafNodeReader(hasher, leaves)
  const root = leaves[0]!
  expect(await inclusionProof(hasher, reader, 8, 8)).toMatchObject({ error: { code: 'proof.index' } })
  expect(await inclusionProof(hasher, reader, 0, 2 ** 53)).toMatchObject({ error: { code: 'proof.size' } })
  expect(await consistencyProof(hasher, reader, 9, 8)).toMatchObject({ error: { code: 'proof.size' } })
  const claim = { oldSize: 0, newSize: 3, oldRoot: root, newRoot: root, proof: [] }
  expect(verifyConsistency(hasher, claim)).toMatchObject({ error: { code: 'proof.old-root' } })
  expect(
    verifyInclusion(hasher, { index: 0, size: 1, leafHash: root.slice(1), proof: [], root }),
  ).toMatchObject({
    error: { code: 'proof.hash-length' },
  })
})

test('positions above 2^32 are not cut to 32 bits', () => {
  // Path for the last leaf of a tree of 2^40 + 1: one hash, the root of the left 2^40.
  const left = leaves[0]!
  const leaf = leaves[1]!
  const claim = {
    index: 2 ** 40,
    size: 2 ** 40 + 1,
    leafHash: leaf,
    proof: [left],
    root: hasher.node(left, leaf),
  }
  expect(verifyInclusion(hasher, claim).ok).toBe(true)
  expect(verifyInclusion(hasher, { ...claim, index: 0 }).ok).toBe(false)
})
