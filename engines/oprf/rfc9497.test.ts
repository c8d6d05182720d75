import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { ristretto255_oprf } from '@noble/curves/ed25519.js'
import { decaf448_oprf } from '@noble/curves/ed448.js'
import { p256_oprf, p384_oprf, p521_oprf } from '@noble/curves/nist.js'
import { describe, expect, test } from 'vitest'
import type { Result } from './result.ts'
import type { SuiteId } from './suite.ts'
import { blindInputs, deriveKeys, evaluateBlinded, evaluateOwn, finalizeBlinded } from './voprf.ts'

interface Vector {
  readonly input: readonly string[]
  readonly blind: readonly string[]
  readonly blinded: readonly string[]
  readonly evaluated: readonly string[]
  readonly output: readonly string[]
  readonly info?: string
  readonly proof?: string
  readonly r?: string
}

interface Group {
  readonly suite: string
  readonly mode: 0 | 1 | 2
  readonly secretKey: string
  readonly publicKey?: string
  readonly vectors: readonly Vector[]
}

const file = JSON.parse(readFileSync(join(import.meta.dirname, 'rfc9497-vectors.fixture.json'), 'utf8')) as {
  seed: string
  keyInfo: string
  groups: readonly Group[]
}

const bytes = (hex: string): Uint8Array<ArrayBuffer> => Uint8Array.from(Buffer.from(hex, 'hex'))
const hex = (value: Uint8Array): string => Buffer.from(value).toString('hex')
const seed = bytes(file.seed)
const keyInfo = bytes(file.keyInfo)

function must<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(`${result.error.code}: ${result.error.message}`)
  return result.value
}

/** Hash length the library draws a scalar from, bytes (RFC 9380, 5.1), and the byte order of scalars. */
const DRAW: Readonly<Record<string, { length: number; little: boolean }>> = {
  'ristretto255-SHA512': { length: 48, little: true },
  'decaf448-SHAKE256': { length: 84, little: true },
  'P256-SHA256': { length: 48, little: false },
  'P384-SHA384': { length: 72, little: false },
  'P521-SHA512': { length: 99, little: false },
}

/** Randomness that makes the library draw exactly these scalars: it takes draw mod (order - 1) and adds one. */
function drawing(suite: string, scalars: readonly string[]): (length?: number) => Uint8Array<ArrayBuffer> {
  const { length, little } = DRAW[suite]!
  const queue = [...scalars]
  return (asked) => {
    expect(asked).toBe(length)
    const next = bytes(queue.shift()!)
    const big = BigInt(`0x${hex(little ? next.toReversed() : next)}`) - 1n
    const digits = bytes(big.toString(16).padStart(length * 2, '0'))
    return little ? digits.toReversed() : digits
  }
}

const OURS: readonly SuiteId[] = ['ristretto255-SHA512', 'P256-SHA256']

describe('this package, verifiable mode', () => {
  const groups = file.groups.filter((group) => group.mode === 1 && OURS.some((id) => id === group.suite))
  test.each(groups)('$suite', (group) => {
    const suite = group.suite as SuiteId
    const keys = must(deriveKeys(suite, seed, keyInfo))
    expect(hex(keys.secretKey)).toBe(group.secretKey)
    expect(hex(keys.publicKey)).toBe(group.publicKey)
    expect(group.vectors).toHaveLength(3)
    for (const v of group.vectors) {
      const requests = must(blindInputs(suite, v.input.map(bytes), drawing(suite, v.blind)))
      expect(requests.map((request) => hex(request.blind))).toEqual(v.blind)
      expect(requests.map((request) => hex(request.blinded))).toEqual(v.blinded)
      const blinded = requests.map((request) => request.blinded)
      const answer = must(evaluateBlinded(suite, keys, blinded, drawing(suite, [v.r!])))
      expect(answer.evaluated.map(hex)).toEqual(v.evaluated)
      expect(hex(answer.proof)).toBe(v.proof)
      expect(must(finalizeBlinded(suite, requests, answer, keys.publicKey)).map(hex)).toEqual(v.output)
      const own = v.input.map((input) => hex(must(evaluateOwn(suite, keys.secretKey, bytes(input)))))
      expect(own).toEqual(v.output)
    }
  })
})

/** The other modes and suites are not offered here; the library is held to them all the same, since it carries the ones that are. */
const LIBRARY = {
  'ristretto255-SHA512': ristretto255_oprf,
  'decaf448-SHAKE256': decaf448_oprf,
  'P256-SHA256': p256_oprf,
  'P384-SHA384': p384_oprf,
  'P521-SHA512': p521_oprf,
}

interface Outcome {
  readonly secretKey: Uint8Array
  readonly blinded: Uint8Array[]
  readonly evaluated: Uint8Array[]
  readonly output: Uint8Array[]
  readonly proof?: Uint8Array
}

function runLibrary(group: Group, v: Vector): Outcome {
  const oprf = LIBRARY[group.suite as keyof typeof LIBRARY]
  const inputs = v.input.map(bytes)
  const random = drawing(group.suite, v.blind)
  if (group.mode === 0) {
    const { secretKey } = oprf.oprf.deriveKeyPair(seed, keyInfo)
    const { blind, blinded } = oprf.oprf.blind(inputs[0]!, random)
    const evaluated = oprf.oprf.blindEvaluate(secretKey, blinded)
    const output = [oprf.oprf.finalize(inputs[0]!, blind, evaluated)]
    return { secretKey, blinded: [blinded], evaluated: [evaluated], output }
  }
  const proofRandom = drawing(group.suite, [v.r!])
  if (group.mode === 1) {
    const { secretKey, publicKey } = oprf.voprf.deriveKeyPair(seed, keyInfo)
    const items = inputs.map((input) => ({ input, ...oprf.voprf.blind(input, random) }))
    const blinded = items.map((item) => item.blinded)
    const answer = oprf.voprf.blindEvaluateBatch(secretKey, publicKey, blinded, proofRandom)
    const done = items.map((item, i) => ({ ...item, evaluated: answer.evaluated[i]! }))
    const output = oprf.voprf.finalizeBatch(done, publicKey, answer.proof)
    return { secretKey, blinded, ...answer, output }
  }
  const poprf = oprf.poprf(bytes(v.info!))
  const { secretKey, publicKey } = poprf.deriveKeyPair(seed, keyInfo)
  const items = inputs.map((input) => ({ input, ...poprf.blind(input, publicKey, random) }))
  const blinded = items.map((item) => item.blinded)
  const answer = poprf.blindEvaluateBatch(secretKey, blinded, proofRandom)
  const done = items.map((item, i) => ({ ...item, evaluated: answer.evaluated[i]! }))
  const output = poprf.finalizeBatch(done, answer.proof, items[0]!.tweakedKey)
  return { secretKey, blinded, ...answer, output }
}

describe('the library, every group of appendix A', () => {
  test('has five suites in three modes', () => {
    expect(new Set(file.groups.map((group) => `${group.suite} ${group.mode}`)).size).toBe(15)
  })
  test.each(file.groups)('$suite, mode $mode', (group) => {
    for (const v of group.vectors) {
      const found = runLibrary(group, v)
      expect(hex(found.secretKey)).toBe(group.secretKey)
      expect(found.blinded.map(hex)).toEqual(v.blinded)
      expect(found.evaluated.map(hex)).toEqual(v.evaluated)
      expect(found.output.map(hex)).toEqual(v.output)
      expect(found.proof && hex(found.proof)).toBe(v.proof)
    }
  })
})
