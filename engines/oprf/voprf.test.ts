import { randomBytes } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Result } from './result.ts'
import { SUITE_SIZES, type SuiteId } from './suite.ts'
import {
  BATCH_MAX,
  blindInputs,
  deriveKeys,
  evaluateBlinded,
  evaluateOwn,
  finalizeBlinded,
  INPUT_BYTES_MAX,
  type OprfKeys,
} from './voprf.ts'

const SUITES: readonly SuiteId[] = ['ristretto255-SHA512', 'P256-SHA256']
const random = (length: number): Uint8Array => new Uint8Array(randomBytes(length))
const runs = (few: number, many: number): { numRuns: number } => ({
  numRuns: process.env['BASINET_FULL'] === '1' ? many : few,
})

function must<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(`${result.error.code}: ${result.error.message}`)
  return result.value
}

const keysOf = (suite: SuiteId): OprfKeys => must(deriveKeys(suite, random(32), Uint8Array.of(1)))

describe.each(SUITES)('%s', (suite) => {
  test('a blinded answer is what the holder computes alone, whatever the batch', () => {
    const keys = keysOf(suite)
    fc.assert(
      fc.property(fc.array(fc.uint8Array({ maxLength: 40 }), { minLength: 1, maxLength: 4 }), (inputs) => {
        const requests = must(blindInputs(suite, inputs, random))
        const blinded = requests.map((request) => request.blinded)
        const answer = must(evaluateBlinded(suite, keys, blinded, random))
        const outputs = must(finalizeBlinded(suite, requests, answer, keys.publicKey))
        expect(outputs).toEqual(inputs.map((input) => must(evaluateOwn(suite, keys.secretKey, input))))
        expect(outputs.every((output) => output.length === SUITE_SIZES[suite].outputBytes)).toBe(true)
      }),
      runs(12, 500),
    )
  })

  test('blinds hide: the same input never looks the same twice', () => {
    const input = new TextEncoder().encode('same')
    const seen = Array.from({ length: 5 }, () => must(blindInputs(suite, [input], random))[0]!.blinded)
    expect(new Set(seen.map((element) => Buffer.from(element).toString('hex'))).size).toBe(5)
  })

  test('a change of key, answer, order or proof is refused', () => {
    const keys = keysOf(suite)
    const other = keysOf(suite)
    const requests = must(blindInputs(suite, [Uint8Array.of(1), Uint8Array.of(2)], random))
    const blinded = requests.map((request) => request.blinded)
    const answer = must(evaluateBlinded(suite, keys, blinded, random))
    const [first, second] = answer.evaluated as [Uint8Array, Uint8Array]
    const flipped = answer.proof.slice()
    flipped[5]! ^= 1
    const foreign = must(evaluateBlinded(suite, other, blinded, random))
    const refused = [
      finalizeBlinded(suite, requests, answer, other.publicKey),
      finalizeBlinded(suite, requests, { ...answer, evaluated: [second, first] }, keys.publicKey),
      finalizeBlinded(suite, requests, { ...answer, evaluated: [first, first] }, keys.publicKey),
      finalizeBlinded(suite, requests, { ...answer, proof: flipped }, keys.publicKey),
      finalizeBlinded(suite, requests, foreign, keys.publicKey),
      finalizeBlinded(suite, requests, { ...answer, proof: new Uint8Array(64).fill(255) }, keys.publicKey),
    ]
    for (const result of refused) expect(result).toMatchObject({ error: { code: 'oprf.proof' } })
  })

  test('malformed input is named, never thrown', () => {
    const keys = keysOf(suite)
    const { elementBytes } = SUITE_SIZES[suite]
    const bad = evaluateBlinded(suite, keys, [new Uint8Array(elementBytes - 1)], random)
    expect(bad).toMatchObject({ error: { code: 'oprf.element', field: 'blinded.0' } })
    expect(evaluateBlinded(suite, keys, [], random)).toMatchObject({ error: { code: 'oprf.batch' } })
    const many = Array.from({ length: BATCH_MAX + 1 }, () => new Uint8Array(elementBytes))
    expect(evaluateBlinded(suite, keys, many, random)).toMatchObject({ error: { code: 'oprf.batch' } })
    expect(blindInputs(suite, [new Uint8Array(INPUT_BYTES_MAX + 1)], random)).toMatchObject({
      error: { code: 'oprf.input' },
    })
    expect(deriveKeys(suite, new Uint8Array(31), new Uint8Array(0))).toMatchObject({
      error: { code: 'oprf.seed' },
    })
    // The identity element is refused on the wire (RFC 9497, 3.3).
    expect(evaluateBlinded(suite, keys, [new Uint8Array(elementBytes)], random).ok).toBe(false)
    fc.assert(
      fc.property(fc.uint8Array({ minLength: elementBytes, maxLength: elementBytes }), (element) => {
        const answer = evaluateBlinded(suite, keys, [element], random)
        expect(answer.ok || answer.error.code === 'oprf.element').toBe(true)
      }),
      runs(50, 5000),
    )
  })
})
