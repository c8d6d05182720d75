import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { sharedData } from '../../tests/data/shared.ts'
import { canonicalJson } from './json.ts'
import {
  achievementCredential,
  addProof,
  didKeyOf,
  encodeJwt,
  endorsementCredential,
  publicKeyOf,
  publicKeyOfDid,
  statusListCredential,
  verifyCredential,
  withEndorsements,
  type JsonObject,
  type Verification,
  type VerifyOptions,
} from './index.ts'

const now = Date.parse('2026-11-24T12:00:00Z')
const academy = { seed: new Uint8Array(32).fill(7) }
const barbados = { seed: new Uint8Array(32).fill(9) }
const did = didKeyOf(publicKeyOf(academy))
const LIST = 'https://academy.example/status/1'

const facts = {
  id: 'urn:uuid:0193c1d0-0000-7000-8000-000000000001',
  issuer: { id: did, name: 'Example academy' },
  validFrom: '2026-01-10T00:00:00Z',
  validUntil: '2029-01-10T00:00:00Z',
  name: 'Armoury and ammunition stock management',
  holder: 'urn:uuid:0193c1d0-0000-7000-8000-0000000000aa',
  achievement: {
    id: 'urn:example:ARM-PSSM',
    name: 'ARM-PSSM',
    description: 'Ten days',
    criteria: 'Mark of 80',
  },
  status: { list: LIST, index: 94_567 },
}
const unsigned = achievementCredential(facts)
const listFacts = {
  id: LIST,
  issuer: did,
  validFrom: '2026-11-01T00:00:00Z',
  validUntil: '2026-12-01T00:00:00Z',
}
const list = (...revoked: number[]): string =>
  JSON.stringify(addProof(statusListCredential({ ...listFacts, revoked }), academy, new Date(now)))

const verify = (credential: JsonObject | string, more: Partial<VerifyOptions> = {}): Verification =>
  verifyCredential(typeof credential === 'string' ? credential : JSON.stringify(credential), {
    now,
    statusLists: [list()],
    ...more,
  })
const result = (found: Verification, check: string): string | undefined =>
  found.checks.find((c) => c.check === check)?.result

test.each([
  ['Data Integrity', JSON.stringify(addProof(unsigned, academy, new Date(now)))],
  ['VC-JWT', encodeJwt(unsigned, academy)],
])('%s: valid offline, and only as long as nothing is changed', (_, signed) => {
  expect(verify(signed)).toMatchObject({ verdict: 'valid', issuer: did })
  expect(verify(signed, { trusted: new Set([did]) })).toMatchObject({ verdict: 'valid' })
  expect(result(verify(signed, { trusted: new Set(['did:key:other']) }), 'issuer')).toBe('failed')
  expect(result(verify(signed, { now: Date.parse(facts.validUntil) }), 'period')).toBe('failed')
  expect(result(verify(signed, { now: Date.parse(facts.validFrom) - 1 }), 'period')).toBe('failed')
  expect(verify(signed, { statusLists: [list(94_567)] })).toMatchObject({ verdict: 'invalid' })
  expect(verify(signed, { statusLists: [list(94_566, 94_568)] })).toMatchObject({ verdict: 'valid' })
  expect(verify(signed, { statusLists: [] })).toMatchObject({ verdict: 'unknown' })
  const late = { now: Date.parse(listFacts.validUntil) }
  expect(result(verify(signed, late), 'status')).toBe('unknown')
})

test('a key in another’s name, a forged list, and algorithms of the header’s choice are refused', () => {
  const other = { ...unsigned, issuer: { id: 'did:key:z6MkWrong', type: ['Profile'], name: 'x' } }
  expect(result(verify(addProof(other, academy, new Date(now))), 'issuer')).toBe('failed')
  const forged = JSON.stringify(
    addProof(statusListCredential({ ...listFacts, revoked: [] }), barbados, new Date(now)),
  )
  expect(
    result(verify(addProof(unsigned, academy, new Date(now)), { statusLists: [forged] }), 'status'),
  ).toBe('unknown')
  const none = `${Buffer.from('{"alg":"none"}').toString('base64url')}.${Buffer.from(JSON.stringify(unsigned)).toString('base64url')}.`
  expect(verify(none)).toMatchObject({ verdict: 'unknown' })
  expect(result(verify(none), 'proof')).toBe('unknown')
  const rdfc = {
    ...unsigned,
    proof: { type: 'DataIntegrityProof', cryptosuite: 'eddsa-rdfc-2022', proofValue: 'z1' },
  }
  expect(result(verify(rdfc), 'proof')).toBe('unknown')
  const twice = JSON.stringify(addProof(unsigned, academy, new Date(now))).replace('{', '{"id":"urn:other",')
  expect(verify(twice)).toMatchObject({ verdict: 'invalid' })
})

test('an endorsement by another nation’s academy is told with its own signature', () => {
  const issuer = { id: didKeyOf(publicKeyOf(barbados)), name: 'Example academy of Barbados' }
  const endorse = (endorses: string): JsonObject =>
    addProof(
      endorsementCredential({
        id: 'urn:e:1',
        issuer,
        validFrom: facts.validFrom,
        name: 'Recognised',
        endorses,
        comment: 'Equal',
      }),
      barbados,
      new Date(now),
    )
  const of = (...e: JsonObject[]): Verification =>
    verify(addProof(withEndorsements(unsigned, e), academy, new Date(now)))
  const good = endorse(facts.achievement.id)
  expect(result(of(good), 'endorsement')).toBe('passed')
  expect(result(of(endorse('urn:something-else')), 'endorsement')).toBe('failed')
  const altered = of({ ...good, name: 'Recognised for ever' })
  expect(result(altered, 'endorsement')).toBe('failed')
  expect(altered.verdict).toBe('valid')
})

describe('the shared cases', () => {
  const folder = sharedData('prevention/openbadges3')
  const read = (name: string): unknown =>
    JSON.parse(readFileSync(join(folder ?? '', name), 'utf8')) as unknown
  const positive =
    folder === null
      ? []
      : ['achievementAlignmentCe.json', 'basicOpenBadgeCredential.json', 'skillAssertionCtdl.json']
  const negative =
    folder === null ? [] : (read('negative-cases.json') as { name: string; credential: JsonObject }[])

  test('structure is judged as they say, each for its own reason', () => {
    for (const name of positive) {
      const found = verify(read(name) as JsonObject)
      expect([name, result(found, 'structure'), found.verdict]).toEqual([name, 'passed', 'unknown'])
    }
    const faults = negative.map(({ name, credential }) => {
      const found = verify(credential)
      return [name, found.verdict, found.checks[0]?.message.split(' ')[0]]
    })
    expect(faults).toEqual(
      folder === null
        ? []
        : [
            ['no-context', 'invalid', '@context'],
            ['no-id', 'invalid', 'id'],
            ['no-issuer', 'invalid', 'issuer'],
            ['no-subject', 'invalid', 'credentialSubject'],
            ['no-criteria', 'invalid', 'credentialSubject.achievement.criteria'],
            ['no-achievement-name', 'invalid', 'credentialSubject.achievement.name'],
            ['issuer-no-id', 'invalid', 'issuer.id'],
            ['ends-before-start', 'invalid', 'validUntil'],
          ],
    )
  })
})

test('canonical JSON is RFC 8785’s, did:key is the published one', () => {
  // RFC 8785 3.2.2 and 3.2.3.
  const value = JSON.parse(
    '{"numbers":[333333333.33333329,1E30,4.50,2e-3,0.000000000000000000000000001],"a\\u20ac":"\\u20ac$\\u000f\\nA\'\\u0042\\"\\\\\\"/"}',
  ) as JsonObject
  expect(canonicalJson(value)).toBe(
    '{"a€":"€$\\u000f\\nA\'B\\"\\\\\\"/","numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27]}',
  )
  // did:key v0.7, test vector of Ed25519.
  const known = 'did:key:z6MkiTBz1ymuepAQ4HEHYSF1H8quG5GLVVQR3djdX3mDooWp'
  const key = publicKeyOfDid(known)
  expect(key === null ? null : Buffer.from(key).toString('hex')).toBe(
    '3b6a27bcceb6a42d62a3a8d02a6f0d73653215771de243a63ac048a18b59da29',
  )
  expect(didKeyOf(key ?? new Uint8Array())).toBe(known)
})

test('no change of a byte leaves it valid, and nothing makes it throw', () => {
  const texts = [JSON.stringify(addProof(unsigned, academy, new Date(now))), encodeJwt(unsigned, academy)]
  fc.assert(
    fc.property(
      fc.constantFrom(...texts),
      fc.nat(),
      fc.string({ minLength: 0, maxLength: 3 }),
      (text, at, put) => {
        const i = at % text.length
        const changed = text.slice(0, i) + put + text.slice(i + 1)
        const same = changed.trim() === text || (!text.includes('.ey') && equal(changed, text))
        expect(same || verify(changed).verdict !== 'valid').toBe(true)
      },
    ),
    { numRuns: process.env['BASINET_FULL'] === '1' ? 20_000 : 300 },
  )
})

function equal(a: string, b: string): boolean {
  try {
    return canonicalJson(JSON.parse(a) as JsonObject) === canonicalJson(JSON.parse(b) as JsonObject)
  } catch {
    return false
  }
}
