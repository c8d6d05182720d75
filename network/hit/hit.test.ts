import { randomBytes } from 'node:crypto'
import fc from 'fast-check'
import { must } from '@basinet/kernel/contract'
import { deriveKeys } from '@basinet/oprf'
import { describe, expect, test } from 'vitest'
import { opens } from './commitment.ts'
import { falsePositiveRate, outputBytesFor } from './output-length.ts'
import { answerHit, askHit, readHitAnswer, type HitHolder, type QuestionTerms } from './question.ts'
import { freshLedger, spend } from './rate-limit.ts'
import { HeldSet, HIT_SUITE, keyInfo, SetCopy, type SetUpdate } from './token-set.ts'

const full = process.env['BASINET_FULL'] === '1'
const random = (length: number): Uint8Array => new Uint8Array(randomBytes(length))
const NAME = { class: 'persons', epoch: 7 }
const BYTES = 8
const keys = must(deriveKeys(HIT_SUITE, new Uint8Array(32).fill(3), keyInfo(NAME)))
const limit = { tokensPerUnit: 1_000_000, tokensPerNation: 1_000_000 }
const holder: HitHolder = { name: NAME, keys, limit, random }
const terms: QuestionTerms = {
  ...NAME,
  id: 'q1',
  agreement: { id: 'a1', version: 2 },
  purpose: 'border',
  nation: 'BRB',
  unit: 'BRB/immigration',
}

function ask(tokens: readonly string[], copy: SetCopy) {
  const { question, secret, event } = must(askHit(terms, 'C-17', tokens, random))
  const step = answerHit(holder, question, freshLedger(7))
  const result = must(readHitAnswer(question, secret, must(step.answer), keys.publicKey, copy))
  return { question, secret, step, result, event }
}

function pair() {
  const held = new HeldSet(NAME, keys, BYTES)
  const copy = new SetCopy(NAME, BYTES)
  const sync = (): SetUpdate | null => {
    const update = held.takeUpdate()
    if (update !== null) must(copy.apply(update))
    return update
  }
  return { held, copy, sync }
}

describe('equal to plain comparison', () => {
  type Action = { record: string; tokens: string[] | null } | { ask: string[] }
  const token = fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f', 'g', 'h')
  const tokens = fc.uniqueArray(token, { minLength: 1, maxLength: 3 })
  const action: fc.Arbitrary<Action> = fc.oneof(
    fc.record({ record: fc.constantFrom('r1', 'r2', 'r3'), tokens: fc.option(tokens) }),
    fc.record({ ask: tokens }),
  )

  test('through any run of additions, replacements, removals and questions', () => {
    fc.assert(
      fc.property(fc.array(action, { minLength: 1, maxLength: 12 }), (actions) => {
        const { held, copy, sync } = pair()
        const oracle = new Map<string, string[]>()
        const seen: unknown[] = []
        const expected: unknown[] = []
        for (const one of actions) {
          if ('ask' in one) {
            sync()
            const all = new Set([...oracle.values()].flat())
            const { result } = ask(one.ask, copy)
            const records = [...oracle].filter(([, held]) => held.some((t) => one.ask.includes(t)))
            const places = one.ask.map((t, at) => (all.has(t) ? at : -1)).filter((at) => at >= 0)
            seen.push([result.hit, result.outputs.map((o) => o.token)])
            seen.push(held.recordsOf(result.outputs.map((o) => o.output)))
            expected.push([places.length > 0, places], records.map(([record]) => record).toSorted())
          } else if (one.tokens === null) {
            held.remove(one.record)
            oracle.delete(one.record)
          } else {
            must(held.put(one.record, one.tokens))
            oracle.set(one.record, one.tokens)
          }
        }
        expect(seen).toEqual(expected)
        sync()
        expect(copy.size).toBe(new Set([...oracle.values()].flat()).size)
      }),
      { numRuns: full ? 2000 : 25 },
    )
  })
})

describe('updates', () => {
  test('carry only the difference, sorted, and nothing of what came and went', () => {
    const { held, sync } = pair()
    must(held.put('r1', ['a', 'b', 'c']))
    must(held.put('r2', ['b', 'd']))
    const first = sync()!
    expect([first.added.length, first.removed.length]).toEqual([4, 0])
    expect(first.added).toEqual(first.added.toSorted())
    held.remove('r1')
    must(held.put('r3', ['x']))
    held.remove('r3')
    const second = sync()!
    expect([second.added.length, second.removed.length, second.from, second.to]).toEqual([0, 2, 1, 2])
    expect(sync()).toBeNull()
  })

  test('of another set, out of turn, malformed or drifted are refused', () => {
    const { held, copy } = pair()
    must(held.put('r1', ['a']))
    const update = held.takeUpdate()!
    const wrong: SetUpdate[] = [
      { ...update, class: 'x' },
      { ...update, epoch: 8 },
      { ...update, outputBytes: 7 },
      { ...update, from: 1, to: 2 },
      { ...update, added: ['zz'] },
      { ...update, removed: update.added, added: [] },
      { ...update, added: [...update.added, ...update.added] },
    ]
    for (const one of wrong) expect(copy.apply(one)).toMatchObject({ error: { code: 'hit.update' } })
    expect(copy.size).toBe(0)
    expect(copy.apply({ ...update, digest: '0'.repeat(64) })).toMatchObject({ error: { code: 'hit.digest' } })
  })

  test('of two classes or epochs share no output for the same token', () => {
    const other = { class: 'persons', epoch: 8 }
    const otherKeys = must(deriveKeys(HIT_SUITE, new Uint8Array(32).fill(3), keyInfo(other)))
    const sets = [new HeldSet(NAME, keys, BYTES), new HeldSet(other, otherKeys, BYTES)]
    const [a, b] = sets.map((set) => {
      must(set.put('r', ['same']))
      return set.takeUpdate()!.added[0]
    })
    expect(a).not.toBe(b)
  })
})

describe('a question', () => {
  test('shows the holder count, agreement, purpose and commitment, and no token', () => {
    const { held, copy, sync } = pair()
    must(held.put('r', ['v1|secret name']))
    sync()
    const { question, secret, step, result, event } = ask(['v1|secret name', 'other'], copy)
    const seen = JSON.stringify([question, step.event, event, result.event], (_, value: unknown) =>
      value instanceof Uint8Array ? Buffer.from(value).toString('latin1') : value,
    )
    expect(seen).not.toMatch(/secret|other|C-17/)
    expect(step.event).toMatchObject({
      kind: 'hit.answered',
      count: 2,
      purpose: 'border',
      commitment: question.commitment,
    })
    expect(result.event).toMatchObject({ kind: 'hit.result', hits: 1 })
    const again = must(askHit(terms, 'C-17', ['v1|secret name', 'other'], random)).question
    expect(again.commitment).not.toBe(question.commitment)
    expect(again.blinded[0]).not.toEqual(question.blinded[0])
    expect(opens(question.commitment, secret.committed)).toBe(true)
    expect(opens(question.commitment, { ...secret.committed, caseNumber: 'C-18' })).toBe(false)
    expect(opens(question.commitment, { ...secret.committed, tokens: ['other', 'v1|secret name'] })).toBe(
      false,
    )
    expect(opens('00', secret.committed)).toBe(false)
  })

  test('is refused beyond the limit of its unit or nation, for another epoch, and when malformed; a refusal costs nothing', () => {
    const tight = { ...holder, limit: { tokensPerUnit: 3, tokensPerNation: 4 } }
    const { question } = must(askHit(terms, 'C', ['a', 'b'], random))
    const first = answerHit(tight, question, freshLedger(7))
    expect(first.answer.ok).toBe(true)
    const second = answerHit(tight, question, first.ledger)
    expect(second).toMatchObject({
      answer: { error: { code: 'hit.rate' } },
      event: { kind: 'hit.refused', reason: 'hit.rate' },
    })
    expect(second.ledger).toBe(first.ledger)
    const sister = answerHit(tight, { ...question, unit: 'BRB/customs' }, first.ledger)
    expect(sister.answer.ok).toBe(true)
    const third = answerHit(tight, { ...question, unit: 'BRB/coast' }, sister.ledger)
    expect(third.answer).toMatchObject({ error: { code: 'hit.rate' } })
    expect(answerHit(tight, { ...question, epoch: 8 }, first.ledger).answer).toMatchObject({
      error: { code: 'hit.epoch' },
    })
    expect(answerHit(tight, { ...question, blinded: [] }, freshLedger(7)).answer).toMatchObject({
      error: { code: 'hit.tokens' },
    })
    const junk = { ...question, blinded: [new Uint8Array(32).fill(255)] }
    expect(answerHit(tight, junk, freshLedger(7)).answer).toMatchObject({ error: { code: 'oprf.element' } })
    expect(spend(freshLedger(8), { nation: 'BRB', unit: 'u', epoch: 7 }, 1, limit)).toMatchObject({
      error: { code: 'hit.epoch' },
    })
  })

  test('answered with another key than the register names is found out', () => {
    const { copy } = pair()
    const { question, secret } = must(askHit(terms, 'C', ['a'], random))
    const other = must(deriveKeys(HIT_SUITE, new Uint8Array(32).fill(4), keyInfo(NAME)))
    const { answer } = answerHit({ ...holder, keys: other }, question, freshLedger(7))
    expect(readHitAnswer(question, secret, must(answer), keys.publicKey, copy)).toMatchObject({
      error: { code: 'oprf.proof' },
    })
    expect(askHit(terms, ' ', ['a'], random)).toMatchObject({ error: { code: 'hit.case' } })
    expect(askHit(terms, 'C', [], random)).toMatchObject({ error: { code: 'hit.tokens' } })
  })
})

describe('length of outputs', () => {
  test('follows from the size of the set', () => {
    // 800,000 outputs of 8 bytes, 8 tokens: 8 × 800,000 / 2^64.
    expect(falsePositiveRate(8, 800_000, 8)).toBeCloseTo((8 * 800_000) / 2 ** 64, 20)
    expect(falsePositiveRate(4, 2 ** 32, 1)).toBe(1)
    expect(must(outputBytesFor(800_000, 8, 1e-9))).toBe(7)
    expect(must(outputBytesFor(800_000, 8, 1e-12))).toBe(8)
    expect(outputBytesFor(1e9, 8, 0)).toMatchObject({ error: { code: 'hit.length' } })
  })

  test('is right: two-byte outputs hit by accident as often as the formula says', () => {
    const outputs = new Set(Array.from({ length: 6000 }, () => randomBytes(2).readUInt16BE()))
    const tries = 20_000
    let hits = 0
    for (let i = 0; i < tries; i++) {
      const bytes = randomBytes(8)
      if ([0, 2, 4, 6].some((at) => outputs.has(bytes.readUInt16BE(at)))) hits++
    }
    const rate = falsePositiveRate(2, outputs.size, 4)
    // Six standard deviations of a binomial: fails once in half a billion runs.
    expect(Math.abs(hits / tries - rate)).toBeLessThan(6 * Math.sqrt((rate * (1 - rate)) / tries))
  })
})
