import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { fromBase64 } from './base64.ts'
import { cosignCheckpoint, signCheckpoint } from './checkpoint.ts'
import { rootOf } from './compact-range.ts'
import { consistencyProof } from './consistency.ts'
import { keyPair, verifyEd25519 } from './ed25519.fixture.ts'
import { leafNodeReader } from './node-reader.ts'
import { cosignatureTime, cosigner, noteSigner, type NoteSigner } from './note-keys.ts'
import { flipBit, runs } from './property-runs.fixture.ts'
import type { Result } from './result.ts'
import { parseNote } from './signed-note.ts'
import { treeHasher } from './tree-hash.ts'
import { addCosignatures, formatWitnessAnswer, parseWitnessAnswer } from './witness-answer.ts'
import { judgeCheckpoint, originOf, type WitnessVerdict } from './witness-judge.ts'
import { formatAddCheckpoint, parseAddCheckpoint } from './witness-request.ts'

const hasher = treeHasher()
function must<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(`${result.error.code}: ${result.error.message}`)
  return result.value
}
function signerOf(make: typeof noteSigner, name: string, seedByte: number): NoteSigner {
  const pair = keyPair(new Uint8Array(32).fill(seedByte))
  return must(make(name, pair.publicKey, pair.sign))
}

const ORIGIN = 'lca.example/audit'
const log = signerOf(noteSigner, ORIGIN, 1)
const witness = signerOf(cosigner, 'brb.example/w', 10)
const leaves = Array.from({ length: 30 }, (_, i) => hasher.leaf(Uint8Array.of(i)))
const rootAt = (size: number): Uint8Array => rootOf(hasher, leaves.slice(0, size))
const checkpointAt = (size: number, root = rootAt(size)): string =>
  must(signCheckpoint({ origin: ORIGIN, size, root, extensions: [] }, log))

// C2SP tlog-witness, add-checkpoint, "Example request body".
const SPEC_CHECKPOINT = `example.com/behind-the-sofa
20852163
CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=

— example.com/behind-the-sofa Az3grlgtzPICa5OS8npVmf1Myq/5IZniMp+ZJurmRDeOoRDe4URYN7u5/Zhcyv2q1gGzGku9nTo+zyWE+xeMcTOAYQ8=
— example.com/behind-the-sofa opLqBQsREYCgu6xQkYQwJr9fo45a62DN9EdmHXnZdXNqlcVGlCum2Wks+49/V6267UEjw6QUXTS5Rovnzv++qbSzm9Q=
`
const SPEC_REQUEST = `old 20852014
PlRNCrwHpqhGrupue0L7gxbjbMiKA9temvuZZDDpkaw=
jrJZDmY8Y7SyJE0MWLpLozkIVMSMZcD5kvuKxPC3swk=
5+pKlUdi2LeF/BcMHBn+Ku6yhPGNCswZZD1X/6QgPd8=
/6WVhPs2CwSsb5rYBH5cjHV/wSmA79abXAwhXw3Kj/0=

${SPEC_CHECKPOINT}`
// The same page, "Example response body".
const SPEC_ANSWER = `— witness.example/w1 CMp+6LWBU0anHGH5aNDTJkH/gj79sG+T6+iP2ThYN5krrDJbR1HDnucjL39QsZTSvVjyQLrdk3DXDqI5G2HgLatVs0pWh6Up69HVOw==
— witness.example/w1 I7rEps0pvK2UqkS2gSpVUDhrhVtQV9lgF6pRrWAvjJHjyWpW7VcE3SiOlVlbQNt64vWhO+DlkL0+UfzuOBMh9ChdMkP1vi/lCAsmlw==
— witness.example/w2 AWui8Sk55XjYLOijihBjhqEH6nS1ndDymE0a+6idX7pLcnoB+dhnz0854aLZgrrKbYKA7nC3HNJhm/kWl7oJlqU3rXXvpysAdyP3wQ==
`

describe('examples of C2SP', () => {
  test('tlog-witness request', () => {
    const request = must(parseAddCheckpoint(SPEC_REQUEST))
    expect([request.oldSize, request.proof.length]).toEqual([20_852_014, 4])
    expect(originOf(request.checkpoint)).toBe('example.com/behind-the-sofa')
    expect(must(parseNote(request.checkpoint)).signatures).toHaveLength(2)
    expect(formatAddCheckpoint(request)).toBe(SPEC_REQUEST)
  })

  test('tlog-witness answers', () => {
    const answer = must(parseWitnessAnswer(200, 'text/plain', SPEC_ANSWER))
    expect(formatWitnessAnswer(answer).body).toBe(SPEC_ANSWER)
    expect(answer.status === 200 && answer.cosignatures.map((line) => line.name)).toEqual([
      'witness.example/w1',
      'witness.example/w1',
      'witness.example/w2',
    ])
  })

  test('tlog-cosignature: the time in the example signature is the time in the example message', () => {
    const line =
      'jWbPPwAAAABkGFDLEZMHwSRaJNiIDoe9DYn/zXcrtPHeolMI5OWXEhZCB9dlrDJsX3b2oyin1nPZqhf5nNo0xUe+mbIUBkBIfZ+qnA=='
    expect(must(cosignatureTime(fromBase64(line)!.subarray(4)))).toBe(1_679_315_147)
  })
})

describe('request', () => {
  test.each([
    ['old 1\n', 'witness.separator'],
    ['old 01\n\nx\n', 'witness.old'],
    ['new 1\n\nx\n', 'witness.old'],
    ['old 9007199254740992\n\nx\n', 'witness.old'],
    ['old 1\nAAAA\n\nx\n', 'witness.proof'],
    [`old 1\n${`${'A'.repeat(43)}=\n`.repeat(64)}\nx\n`, 'witness.proof'],
    ['old 1\n\n', 'witness.checkpoint'],
    ['x'.repeat(1_010_000), 'witness.size'],
    [Uint8Array.of(0xff), 'witness.utf8'],
  ])('%# is refused as %s', (text, code) => {
    expect(parseAddCheckpoint(text)).toMatchObject({ ok: false, error: { code } })
  })

  test('whatever parses is written back byte for byte', () => {
    fc.assert(
      fc.property(fc.nat(SPEC_REQUEST.length), fc.nat(60), fc.string({ maxLength: 4 }), (at, cut, insert) => {
        const mutated = SPEC_REQUEST.slice(0, at) + insert + SPEC_REQUEST.slice(at + cut)
        const parsed = parseAddCheckpoint(mutated)
        expect(parsed.ok ? formatAddCheckpoint(parsed.value) : mutated).toBe(mutated)
      }),
      runs(500, 50_000),
    )
  })
})

describe('answer', () => {
  test('a 409 carries the size and its content type', () => {
    const sent = formatWitnessAnswer({ status: 409, size: 17 })
    expect(sent).toEqual({ status: 409, contentType: 'text/x.tlog.size', body: '17\n' })
    expect(must(parseWitnessAnswer(409, sent.contentType, sent.body))).toEqual({ status: 409, size: 17 })
    expect(parseWitnessAnswer(409, 'text/plain', '17\n').ok).toBe(false)
    expect(parseWitnessAnswer(409, sent.contentType, '017\n').ok).toBe(false)
    expect(parseWitnessAnswer(409, sent.contentType, '17').ok).toBe(false)
  })

  test('refusals keep their words, other codes are none', () => {
    expect(must(parseWitnessAnswer(422, 'text/plain', 'bad proof\n'))).toEqual({
      status: 422,
      message: 'bad proof',
    })
    expect(parseWitnessAnswer(500, 'text/plain', '')).toMatchObject({ error: { code: 'witness.status' } })
    expect(parseWitnessAnswer(200, 'text/plain', '')).toMatchObject({ error: { code: 'witness.newline' } })
    expect(parseWitnessAnswer(200, 'text/plain', 'x\n')).toMatchObject({ error: { code: 'note.signature' } })
  })

  test('cosignatures move into the checkpoint once; unknown keys are ignored, false ones refuse all', () => {
    const stranger = signerOf(cosigner, 'xxx.example/w', 30)
    const note = checkpointAt(7)
    const linesOf = (by: NoteSigner, text = note, time = 1_800_000_000) =>
      must(parseNote(must(cosignCheckpoint(text, by, time)))).signatures.slice(1)
    const lines = [...linesOf(stranger), ...linesOf(witness)]
    const first = must(addCosignatures(note, lines, [witness.key], verifyEd25519))
    expect(first.added.map((entry) => entry.timestampSeconds)).toEqual([1_800_000_000])
    expect(must(parseNote(first.checkpoint)).signatures.map((s) => s.name)).toEqual([ORIGIN, 'brb.example/w'])
    const later = linesOf(witness, note, 1_900_000_000)
    const again = must(addCosignatures(first.checkpoint, later, [witness.key], verifyEd25519))
    expect(must(parseNote(again.checkpoint)).signatures).toHaveLength(2)
    const elsewhere = linesOf(witness, checkpointAt(8))
    expect(addCosignatures(note, elsewhere, [witness.key], verifyEd25519)).toMatchObject({
      error: { code: 'note.bad-signature' },
    })
    expect(addCosignatures(note, linesOf(witness, note, 0), [witness.key], verifyEd25519)).toMatchObject({
      error: { code: 'witness.time' },
    })
    expect(addCosignatures(note, linesOf(stranger), [witness.key], verifyEd25519)).toMatchObject({
      error: { code: 'note.unsigned' },
    })
  })
})

describe('the witness judges', () => {
  const judge = async (
    oldSize: number,
    checkpoint: string,
    newSize: number,
    latest: number,
  ): Promise<WitnessVerdict> => {
    const sound = oldSize <= newSize
    const proof = sound
      ? must(await consistencyProof(hasher, leafNodeReader(hasher, leaves), oldSize, newSize))
      : []
    const witnessed = { size: latest, root: latest === 0 ? null : rootAt(latest) }
    const keys = originOf(checkpoint) === ORIGIN ? [log.key] : []
    return judgeCheckpoint({ oldSize, proof, checkpoint }, keys, witnessed, hasher, verifyEd25519)
  }
  const other = new Uint8Array(32).fill(9)

  test('every growth of a true log, from nothing on, is cosigned', async () => {
    for (let size = 0; size <= 30; size += 3) {
      for (let old = 0; old <= size; old += 3)
        expect((await judge(old, checkpointAt(size), size, old)).verdict).toBe('cosign')
    }
  })

  test('each rule has its status', async () => {
    const note = checkpointAt(9)
    const foreign = must(
      signCheckpoint({ origin: 'x', size: 9, root: rootAt(9), extensions: [] }, signerOf(noteSigner, 'x', 5)),
    )
    const lines = note.split('\n')
    const forged = note.replace(lines[2]!, checkpointAt(8).split('\n')[2]!)
    const impostor = must(
      signCheckpoint(
        { origin: ORIGIN, size: 9, root: rootAt(9), extensions: [] },
        signerOf(noteSigner, ORIGIN, 6),
      ),
    )
    expect(await judge(0, 'no note', 9, 0)).toMatchObject({ status: 400, reason: 'malformed' })
    expect(await judge(0, foreign, 9, 0)).toMatchObject({ status: 404, checkpoint: null })
    expect(await judge(0, forged, 9, 0)).toMatchObject({ status: 403, checkpoint: null })
    expect(await judge(0, impostor, 9, 0)).toMatchObject({ status: 403, checkpoint: null })
    expect(await judge(12, note, 9, 12)).toMatchObject({ status: 400, reason: 'old-above-size' })
    expect(await judge(4, note, 9, 5)).toMatchObject({ verdict: 'conflict', size: 5 })
    expect(await judge(0, checkpointAt(0, other), 0, 0)).toMatchObject({ status: 422, reason: 'empty-root' })
    expect(await judge(9, checkpointAt(9, other), 9, 9)).toMatchObject({ status: 422, reason: 'other-root' })
    expect(await judge(5, checkpointAt(9, other), 9, 5)).toMatchObject({ status: 422, reason: 'bad-proof' })
    const padded = { oldSize: 0, proof: [other], checkpoint: note }
    const first = judgeCheckpoint(padded, [log.key], { size: 0, root: null }, hasher, verifyEd25519)
    expect(first).toMatchObject({ status: 422, reason: 'bad-proof' })
  })

  test('no flipped bit of a request is cosigned as the same tree', async () => {
    const proof = must(await consistencyProof(hasher, leafNodeReader(hasher, leaves), 5, 9))
    const source = new TextEncoder().encode(
      formatAddCheckpoint({ oldSize: 5, proof, checkpoint: checkpointAt(9) }),
    )
    for (let bit = 0; bit < source.length * 8; bit += 5) {
      const parsed = parseAddCheckpoint(flipBit(source, bit))
      const latest = { size: 5, root: rootAt(5) }
      const cosigned =
        parsed.ok &&
        judgeCheckpoint(parsed.value, [log.key], latest, hasher, verifyEd25519).verdict === 'cosign'
      expect(cosigned, `bit ${bit}`).toBe(false)
    }
  })
})
