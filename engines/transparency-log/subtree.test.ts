import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { rootOf } from './compact-range.ts'
import { consistencyProof } from './consistency.ts'
import { inclusionProof } from './inclusion.ts'
import { leafNodeReader } from './node-reader.ts'
import { flipBit, runs } from './property-runs.fixture.ts'
import type { Result } from './result.ts'
import { isSubtree, subtreeProof, verifySubtree } from './subtree.ts'
import { treeHasher } from './tree-hash.ts'

const hasher = treeHasher()
const leaves = Array.from({ length: 70 }, (_, i) => hasher.leaf(Uint8Array.of(i)))
const reader = leafNodeReader(hasher, leaves)

function must<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(`${result.error.code}: ${result.error.message}`)
  return result.value
}

// The example of C2SP tlog-witness, sign-subtree, is no vector: no order of its hashes leads to its subtree hash or root.

describe('against the proofs it generalises', () => {
  test('from the first leaf it is the consistency proof, of one leaf the inclusion proof', async () => {
    for (let size = 1; size <= 33; size++) {
      for (let at = 0; at < size; at++) {
        const one = must(await subtreeProof(hasher, reader, { begin: at, end: at + 1 }, size))
        expect(one).toEqual(must(await inclusionProof(hasher, reader, at, size)))
        const first = must(await subtreeProof(hasher, reader, { begin: 0, end: at + 1 }, size))
        expect(first).toEqual(must(await consistencyProof(hasher, reader, at + 1, size)))
      }
    }
  })
})

test('every subtree of every tree verifies, and no altered claim does', async () => {
  const property = fc.asyncProperty(
    fc.integer({ min: 1, max: 70 }),
    fc.nat(69),
    fc.nat(69),
    fc.nat(2000),
    async (size, first, last, bit) => {
      const subtree = { begin: Math.min(first, last) % size, end: (Math.max(first, last) % size) + 1 }
      fc.pre(isSubtree(subtree))
      const proof = must(await subtreeProof(hasher, reader, subtree, size))
      const subtreeHash = rootOf(hasher, leaves.slice(subtree.begin, subtree.end))
      const claim = { subtree, size, subtreeHash, root: rootOf(hasher, leaves.slice(0, size)), proof }
      expect(verifySubtree(hasher, claim)).toEqual({ ok: true, value: true })
      const altered = [
        { ...claim, root: flipBit(claim.root, bit) },
        { ...claim, subtreeHash: flipBit(subtreeHash, bit) },
        { ...claim, proof: [...proof, subtreeHash] },
        { ...claim, proof: proof.map((hash, i) => (i === bit % proof.length ? flipBit(hash, bit) : hash)) },
        { ...claim, proof: proof.slice(1) },
      ]
      const wrong = altered.slice(0, proof.length === 0 ? 3 : 5)
      expect(wrong.map((other) => verifySubtree(hasher, other).ok)).not.toContain(true)
    },
  )
  await fc.assert(property, runs(300, 20_000))
})

test('what is no subtree is named', async () => {
  expect(isSubtree({ begin: 4, end: 9 })).toBe(false)
  expect(isSubtree({ begin: 3, end: 3 })).toBe(false)
  expect(isSubtree({ begin: 8, end: 13 })).toBe(true)
  const odd = await subtreeProof(hasher, reader, { begin: 4, end: 9 }, 20)
  expect(odd).toMatchObject({ error: { code: 'proof.subtree' } })
  const outside = await subtreeProof(hasher, reader, { begin: 8, end: 13 }, 12)
  expect(outside).toMatchObject({ error: { code: 'proof.size' } })
})
