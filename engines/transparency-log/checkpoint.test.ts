import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  cosignCheckpoint,
  formatCheckpoint,
  openCheckpoint,
  parseCheckpoint,
  signCheckpoint,
  type CheckpointTrust,
} from './checkpoint.ts'
import { rootOf } from './compact-range.ts'
import { keyPair, verifyEd25519 } from './ed25519.fixture.ts'
import { inclusionProof } from './inclusion.ts'
import { leafNodeReader } from './node-reader.ts'
import { cosigner, noteSigner, type NoteSigner } from './note-keys.ts'
import { flipBit, runs } from './property-runs.fixture.ts'
import type { Result } from './result.ts'
import { formatTlogProof, parseTlogProof, verifyTlogProof } from './tlog-proof.ts'
import { treeHasher } from './tree-hash.ts'
import { parseVerifierKey } from './verifier-key.ts'

const hasher = treeHasher()
const ORIGIN = 'lca.example/audit'

function must<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(`${result.error.code}: ${result.error.message}`)
  return result.value
}

function signerOf(make: typeof noteSigner, name: string, seedByte: number): NoteSigner {
  const pair = keyPair(new Uint8Array(32).fill(seedByte))
  return must(make(name, pair.publicKey, pair.sign))
}

const log = signerOf(noteSigner, ORIGIN, 1)
const witnesses = ['brb.example/w', 'vct.example/w', 'grd.example/w'].map((name, i) =>
  signerOf(cosigner, name, 10 + i),
)
const trust: CheckpointTrust = {
  origin: ORIGIN,
  logKeys: [log.key],
  witnessKeys: witnesses.map((witness) => witness.key),
  witnessesMin: 2,
}
const leaves = Array.from({ length: 7 }, (_, i) => hasher.leaf(Uint8Array.of(i)))
const body = { origin: ORIGIN, size: 7, root: rootOf(hasher, leaves), extensions: [] }

function cosigned(by: readonly NoteSigner[]): string {
  let note = must(signCheckpoint(body, log))
  for (const witness of by) note = must(cosignCheckpoint(note, witness, 1_800_000_000))
  return note
}

test('a real checkpoint of the Go checksum database verifies', () => {
  // Retrieved from its latest endpoint on 2024-09-23; as in sigsum-go's checkpoint tests. Key: Go's cmd/go modfetch.
  const note = `go.sum database tree
30055305
mXfgRcJ0bG0j3CPdKwgGWtUzBUbX67saZGRmFuJGGsM=

— sum.golang.org Az3grpgEild5qw7+5dtV13Kf1C2Xurm8q4fhdxvcsDHnqNTaxL2AFjBY+2TyGKevucFcAAlWFJJYle3EJlDCrQ+y3A8=
`
  const key = must(parseVerifierKey('sum.golang.org+033de0ae+Ac4zctda0e5eza+HJyk9SxEdh+s3Ux18htTTAD8OuAn8'))
  const theirs = { origin: 'go.sum database tree', logKeys: [key], witnessKeys: [], witnessesMin: 0 }
  const opened = must(openCheckpoint(note, theirs, verifyEd25519))
  expect(opened.checkpoint.size).toBe(30_055_305)
  expect(openCheckpoint(note.replace('30055305', '30055306'), theirs, verifyEd25519)).toMatchObject({
    error: { code: 'note.bad-signature' },
  })
})

describe('trust', () => {
  test('enough witnesses', () => {
    const opened = must(openCheckpoint(cosigned(witnesses), trust, verifyEd25519))
    expect(opened.cosignatures.map((entry) => [entry.key.name, entry.timestampSeconds])).toEqual(
      witnesses.map((witness) => [witness.key.name, 1_800_000_000]),
    )
    expect(opened.checkpoint).toEqual(body)
  })

  test('one witness twice, or the log as its own witness, is not two witnesses', () => {
    const self = signerOf(cosigner, 'self.example/w', 1)
    const own = { ...trust, witnessKeys: [...trust.witnessKeys, self.key] }
    const first = witnesses.slice(0, 1)
    expect(openCheckpoint(cosigned([...first, ...first]), own, verifyEd25519)).toMatchObject({
      error: { code: 'checkpoint.witnesses' },
    })
    expect(openCheckpoint(cosigned([...first, self]), own, verifyEd25519)).toMatchObject({
      error: { code: 'checkpoint.witnesses' },
    })
    const alias = signerOf(cosigner, 'alias.example/w', 10)
    const aliased = { ...trust, witnessKeys: [...trust.witnessKeys, alias.key] }
    expect(openCheckpoint(cosigned([...first, alias]), aliased, verifyEd25519).ok).toBe(false)
  })

  test('the log itself must have signed, and for its own origin', () => {
    const withoutLog = { ...trust, logKeys: [signerOf(noteSigner, ORIGIN, 2).key] }
    expect(openCheckpoint(cosigned(witnesses), withoutLog, verifyEd25519)).toMatchObject({
      error: { code: 'checkpoint.unsigned' },
    })
    expect(openCheckpoint(cosigned(witnesses), { ...trust, origin: 'x' }, verifyEd25519)).toMatchObject({
      error: { code: 'checkpoint.other-origin' },
    })
  })

  test('any flipped bit is refused when all three witnesses are asked for', () => {
    const source = new TextEncoder().encode(cosigned(witnesses))
    for (let bit = 0; bit < source.length * 8; bit++) {
      const opened = openCheckpoint(flipBit(source, bit), { ...trust, witnessesMin: 3 }, verifyEd25519)
      expect(opened.ok, `bit ${bit}`).toBe(false)
    }
  })
})

describe('text', () => {
  test.each([
    [`${ORIGIN}\n07\n`, 'checkpoint.size'],
    [`${ORIGIN}\n-1\n`, 'checkpoint.size'],
    [`${ORIGIN}\n9007199254740992\n`, 'checkpoint.size'],
    [`${ORIGIN}\n7\n`, 'checkpoint.root'],
    [`${ORIGIN}\n7\nAAAA\n`, 'checkpoint.root'],
    [`\n7\n`, 'checkpoint.origin'],
    [formatCheckpoint(body).trimEnd(), 'checkpoint.newline'],
    [`${formatCheckpoint(body)}\nx\n`, 'checkpoint.extension'],
  ])('%j is refused as %s', (text, code) => {
    expect(parseCheckpoint(text)).toMatchObject({ ok: false, error: { code } })
  })

  test('whatever parses is written back byte for byte', () => {
    const root = formatCheckpoint(body).split('\n')[2]!
    const piece = fc.constantFrom(ORIGIN, '\n', '0', '7', '12', root, 'ext', ' ', '')
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 9 }), (parts) => {
        const parsed = parseCheckpoint(parts.join(''))
        expect(parsed.ok ? formatCheckpoint(parsed.value) : parts.join('')).toBe(parts.join(''))
      }),
      runs(500, 50_000),
    )
  })

  test('an extension line cannot smuggle a line break', () => {
    expect(signCheckpoint({ ...body, extensions: ['a\n\nb'] }, log)).toMatchObject({
      error: { code: 'checkpoint.extension' },
    })
    expect(signCheckpoint({ ...body, origin: 'a\r' }, log)).toMatchObject({ error: { code: 'note.text' } })
  })
})

describe('tlog-proof', () => {
  async function proofText(extra: Uint8Array | null): Promise<string> {
    const hashes = must(await inclusionProof(hasher, leafNodeReader(hasher, leaves), 3, 7))
    return formatTlogProof({ extra, index: 3, hashes, checkpoint: cosigned(witnesses) })
  }

  test('layout of the specification', async () => {
    const lines = (await proofText(Uint8Array.of(1, 2, 3))).split('\n')
    expect(lines.slice(0, 3)).toEqual(['c2sp.org/tlog-proof@v1', 'extra AQID', 'index 3'])
    expect(lines.slice(3, 6).every((line) => line.length === 44)).toBe(true)
    expect(lines.slice(6, 9)).toEqual(['', ORIGIN, '7'])
  })

  test('verifies for its leaf and for no other', async () => {
    const text = await proofText(null)
    expect(must(verifyTlogProof(text, leaves[3]!, trust, hasher, verifyEd25519)).index).toBe(3)
    expect(verifyTlogProof(text, leaves[4]!, trust, hasher, verifyEd25519)).toMatchObject({
      error: { code: 'proof.root' },
    })
  })

  test('any flipped bit fails', async () => {
    const source = new TextEncoder().encode(await proofText(null))
    for (let bit = 0; bit < source.length * 8; bit += 3) {
      const text = new TextDecoder().decode(flipBit(source, bit))
      const strict = { ...trust, witnessesMin: 3 }
      expect(verifyTlogProof(text, leaves[3]!, strict, hasher, verifyEd25519).ok, `bit ${bit}`).toBe(false)
    }
  })

  test.each([
    ['c2sp.org/tlog-proof@v2\nindex 0\n\nx\n', 'tlog-proof.header'],
    ['c2sp.org/tlog-proof@v1\nindex 00\n\nx\n', 'tlog-proof.index'],
    ['c2sp.org/tlog-proof@v1\nindex 1\nAAAA\n\nx\n', 'tlog-proof.hash'],
    ['c2sp.org/tlog-proof@v1\nextra *\nindex 1\n\nx\n', 'tlog-proof.extra'],
    ['c2sp.org/tlog-proof@v1\nindex 1\nextra AQID\n\nx\n', 'tlog-proof.hash'],
    ['c2sp.org/tlog-proof@v1\nindex 1\n', 'tlog-proof.separator'],
    ['c2sp.org/tlog-proof@v1\nindex 1\n\n', 'tlog-proof.checkpoint'],
    [`c2sp.org/tlog-proof@v1\nindex 1\n${`${'A'.repeat(43)}=\n`.repeat(54)}\nx\n`, 'tlog-proof.long'],
  ])('%j is refused as %s', (text, code) => {
    expect(parseTlogProof(text)).toMatchObject({ ok: false, error: { code } })
  })

  test('whatever parses is written back byte for byte', async () => {
    const text = await proofText(Uint8Array.of(1))
    fc.assert(
      fc.property(fc.nat(text.length), fc.nat(12), fc.string({ maxLength: 4 }), (at, cut, insert) => {
        const mutated = text.slice(0, at) + insert + text.slice(at + cut)
        const parsed = parseTlogProof(mutated)
        expect(parsed.ok ? formatTlogProof(parsed.value) : mutated).toBe(mutated)
      }),
      runs(300, 50_000),
    )
  })
})
