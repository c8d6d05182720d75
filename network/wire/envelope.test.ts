import { deflateRawSync } from 'node:zlib'
import { createCipheriv } from 'node:crypto'
import fc from 'fast-check'
import { beforeEach, describe, expect, it } from 'vitest'
import { must } from '@basinet/kernel/contract'
import { unwrapKey, wrapKey } from './agree-key.ts'
import { encodeCbor } from './cbor-encode.ts'
import { DOMAIN, inDomain } from './domain.ts'
import { readSealed } from './envelope-head.ts'
import { openEnvelope } from './open-envelope.ts'
import { sealEnvelope } from './seal-envelope.ts'
import { keysOf, party, seededBytes, testDraft, testLabel, type Party } from './test-parties.ts'

const AT = Date.UTC(2026, 10, 24, 20, 30)
let lca: Party
let brb: Party
let vct: Party
let random: (bytes: number) => Uint8Array

beforeEach(() => {
  lca = party('LCA')
  brb = party('BRB')
  vct = party('VCT')
  random = seededBytes('envelope.test')
})

const seal = (change: Parameters<typeof testDraft>[0] = {}, from: Party = lca): Uint8Array =>
  must(
    sealEnvelope(testDraft(change), [brb.recipient, vct.recipient], {
      signer: from.signer,
      keys: from.sending,
      random,
      at: AT,
    }),
  )
const open = (sealed: Uint8Array, by: Party = brb) =>
  openEnvelope(sealed, { me: by.nation, keys: by.receiving, signKeyOf: keysOf(lca, brb, vct) })

describe('an envelope', () => {
  it('opens for each of its recipients and gives what was stated', () => {
    const draft = testDraft({ to: ['VCT', 'BRB'] })
    const sealed = seal({ to: ['VCT', 'BRB'] })
    const expected = { ...draft, v: 1, to: ['BRB', 'VCT'] }
    expect(open(sealed, brb)).toEqual({ ok: true, value: expected })
    expect(open(sealed, vct)).toEqual({ ok: true, value: expected })
  })

  it('opens for nobody else', () => {
    expect(open(seal(), vct)).toMatchObject({ error: { code: 'envelope.not-ours' } })
    expect(open(seal({ to: ['BRB'] }), { ...vct, nation: 'BRB' })).toMatchObject({
      error: { code: 'envelope.key' },
    })
  })

  it('shows nothing of its content or label outside', () => {
    const sealed = Buffer.from(seal({ content: { canary: 'c4n4ry-c4n4ry-c4n4ry' } }))
    expect(sealed.includes('c4n4ry')).toBe(false)
    expect(sealed.includes('restricted')).toBe(false)
    expect(sealed.includes('vessel-sighting')).toBe(false)
  })

  it('is refused with any one bit turned over', () => {
    const sealed = seal()
    for (let bit = 0; bit < sealed.length * 8; bit++) {
      const turned = new Uint8Array(sealed)
      turned[bit >> 3] = (turned[bit >> 3] as number) ^ (1 << (bit & 7))
      expect(open(turned).ok).toBe(false)
    }
  })

  it('needs a recipient key for each recipient, and a size within bounds', () => {
    const parts = { signer: lca.signer, keys: lca.sending, random, at: AT }
    expect(sealEnvelope(testDraft({ to: ['JAM'] }), [brb.recipient], parts)).toMatchObject({
      error: { code: 'envelope.recipients' },
    })
    const big = testDraft({ content: random(1_100_000) })
    expect(sealEnvelope(big, [brb.recipient], parts)).toMatchObject({ error: { code: 'envelope.size' } })
    const weak = { ...brb.recipient, publicKey: new Uint8Array(32) }
    expect(sealEnvelope(testDraft(), [weak], parts)).toMatchObject({ error: { code: 'envelope.recipients' } })
  })

  it('uses a new key pair each hour and none twice', () => {
    const parts = { signer: lca.signer, keys: lca.sending, random }
    const at = (hours: number) =>
      must(
        readSealed(
          must(sealEnvelope(testDraft(), [brb.recipient], { ...parts, at: AT + hours * 3_600_000 })),
        ),
      ).head.hourKey
    const [first, again, next, back] = [at(0), at(0), at(1), at(0)]
    expect(again).toEqual(first)
    expect(next).not.toEqual(first)
    expect(back).not.toEqual(first)
  })
})

/** What a recipient can lay bare of an envelope. */
function contentKeyOf(sealed: Uint8Array, by: Party): Uint8Array {
  const { head } = must(readSealed(sealed))
  const [keyId, wrapped] = head.keys[head.to.indexOf(by.nation)] as (typeof head.keys)[number]
  const wrapping = by.receiving.from(head.from, head.hour, head.hourKey, keyId) as Uint8Array
  return unwrapKey(wrapping, wrapped) as Uint8Array
}

describe('an attacker who is a recipient', () => {
  it('cannot pass the signed inside on as addressed to somebody else', () => {
    const signed = signedInside(['BRB'])
    const hour = Math.floor(AT / 3_600_000)
    const key = random(32)
    const nonce = random(12)
    const wrapping = brb.sending.to(vct.recipient, hour) as Uint8Array
    for (const from of ['LCA', 'BRB']) {
      const head = encodeCbor({
        v: 1,
        from,
        to: ['VCT'],
        hour,
        hourKey: brb.sending.of(hour).publicKey,
        keys: [[vct.recipient.keyId, wrapKey(wrapping, key)]],
        nonce,
        deflate: true,
      })
      const cipher = createCipheriv('aes-256-gcm', key, nonce)
      cipher.setAAD(inDomain(DOMAIN.envelopeHead, head))
      const box = Buffer.concat([cipher.update(deflateRawSync(signed)), cipher.final(), cipher.getAuthTag()])
      const forged = encodeCbor([head, new Uint8Array(box)])
      // With LCA on the cover the wrapping key, which names the sender, does not fit; with BRB the inside does not.
      expect(open(forged, vct)).toMatchObject({
        error: { code: from === 'LCA' ? 'envelope.altered' : 'envelope.readdressed' },
      })
    }
  })

  it('learns from one envelope no key of another', () => {
    const [one, two] = [seal(), seal({ content: 'other' })]
    expect(contentKeyOf(one, brb)).not.toEqual(contentKeyOf(two, brb))
  })

  /** The inside of an envelope from LCA to BRB, as BRB can lay it bare. */
  function signedInside(to: readonly string[]): Uint8Array {
    const statement = encodeCbor({ v: 1, ...testDraft({ to }), label: testLabel() })
    const signature = lca.signer.sign(inDomain(DOMAIN.envelope, statement))
    return encodeCbor([statement, [['LCA', lca.signer.keyId, signature]]])
  }
})

it('bounds what an envelope may inflate to', () => {
  const bomb = seal({ content: 'a'.repeat(1_000_000) })
  expect(bomb.length).toBeLessThan(3000)
  expect(open(bomb).ok).toBe(true)
})

it(
  'answers whatever comes, and never throws',
  () => {
    const sealed = seal()
    fc.assert(
      fc.property(fc.nat(sealed.length - 1), fc.uint8Array({ maxLength: 12 }), fc.nat(20), (at, put, cut) => {
        const changed = Buffer.concat([sealed.subarray(0, at), put, sealed.subarray(at + cut)])
        const answer = open(new Uint8Array(changed))
        expect(answer.ok).toBe(Buffer.compare(changed, Buffer.from(sealed)) === 0)
      }),
      { numRuns: process.env['BASINET_FULL'] === '1' ? 1_000_000 : 1500 },
    )
  },
  process.env['BASINET_FULL'] === '1' ? 1_800_000 : 30_000,
)
