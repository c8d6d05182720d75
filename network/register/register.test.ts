import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { must, type Result } from '@basinet/kernel/contract'
import { agreeKey, keyIdOf, seedSigner } from '../wire/index.ts'
import { seededBytes } from '../wire/test-parties.ts'
import {
  acceptDescriptor,
  acceptRegister,
  acceptRevocation,
  fingerprintText,
  foundNetwork,
  members,
  OVERLAP_MS,
  recipientKey,
  registerStatements,
  replayRegister,
  signFounding,
  signKeys,
  signRevocation,
  standing,
  type RegisterState,
} from './index.ts'
import { rootOf, testNetwork } from './test-network.ts'

const AT = Date.UTC(2026, 10, 24)
const DAY = 86_400_000
const network = testNetwork(['LCA', 'BRB', 'VCT', 'GRD', 'TTO'], AT)
const { state } = network
const code = (result: Result<unknown>): string => (result.ok ? 'ok' : result.error.code)
const timed = (key: Uint8Array, from: number, until: number) => ({ key, from, until })

describe('founding', () => {
  it('needs every founder once', () => {
    const roots = ['LCA', 'BRB'].map((nation) => ({ nation, key: rootOf(nation).publicKey }))
    const founding = { network: 'x', mode: 'service' as const, threshold: 2, roots, at: AT }
    expect(code(foundNetwork(signFounding(founding, [rootOf('LCA')])))).toBe('register.founders')
    expect(code(foundNetwork(signFounding(founding, [rootOf('LCA'), rootOf('BRB')])))).toBe('ok')
    const three = { ...founding, threshold: 3 }
    expect(code(foundNetwork(signFounding(three, [rootOf('LCA'), rootOf('BRB')])))).toBe('register.founders')
    const stolen = { ...rootOf('VCT'), nation: 'BRB', keyId: rootOf('BRB').keyId }
    expect(code(foundNetwork(signFounding(founding, [rootOf('LCA'), stolen])))).toBe('signature.wrong')
  })

  it('is compared by phone in eight groups of five digits', () => {
    expect(fingerprintText(rootOf('LCA').publicKey)).toMatch(/^(\d{5} ){7}\d{5}$/)
    expect(fingerprintText(rootOf('LCA').publicKey)).not.toBe(fingerprintText(rootOf('BRB').publicKey))
  })
})

describe('a register', () => {
  it('makes members of those it lists, once enough roots signed', () => {
    expect(code(acceptRegister(network.founded, network.register({}, ['LCA', 'BRB']), AT))).toBe(
      'register.threshold',
    )
    expect(members(state)).toEqual(['BRB', 'GRD', 'LCA', 'TTO', 'VCT'])
    expect(members(network.founded)).toEqual([])
    const forged = network.register({}, ['LCA', 'LCA', 'LCA', 'JAM'])
    expect(code(acceptRegister(network.founded, forged, AT))).toBe('register.threshold')
  })

  it('is refused when old, forked, of another network or from the future', () => {
    const hash = state.register!.hash
    const second = must(acceptRegister(state, network.register({ version: 2, previous: hash }), AT))
    expect(code(acceptRegister(second, network.register(), AT))).toBe('register.old')
    expect(code(acceptRegister(state, network.register({ until: AT + DAY }), AT))).toBe('register.fork')
    expect(code(acceptRegister(state, network.register({ version: 2, previous: null }), AT))).toBe(
      'register.fork',
    )
    expect(code(acceptRegister(state, network.register({ version: 9, previous: null }), AT))).toBe('ok')
    expect(code(acceptRegister(state, network.register({ network: new Uint8Array(32) }), AT))).toBe(
      'register.network',
    )
    expect(code(acceptRegister(network.founded, network.register({ at: AT + 2 * DAY }), AT))).toBe(
      'register.future',
    )
    expect(code(acceptRegister(state, network.register(), AT))).toBe('ok')
  })

  it('changes roots only with the word of enough old and enough new ones', () => {
    const roots = ['LCA', 'BRB', 'DMA'].map((nation) => ({ nation, key: rootOf(nation).publicKey }))
    const change = { version: 2, previous: state.register!.hash, roots, threshold: 3, descriptors: [] }
    const give = (signers: string[]) => code(acceptRegister(state, network.register(change, signers), AT))
    expect(give(['LCA', 'BRB', 'VCT'])).toBe('register.threshold')
    expect(give(['LCA', 'BRB', 'DMA'])).toBe('register.threshold')
    expect(give(['LCA', 'BRB', 'DMA', 'VCT'])).toBe('ok')
  })

  it('past its validity leaves the members in place and the node declared degraded', () => {
    expect(standing(network.founded, AT)).toMatchObject({ kind: 'degraded', why: 'no-register' })
    expect(standing(state, AT + 29 * DAY)).toEqual({ kind: 'current', until: AT + 30 * DAY })
    expect(standing(state, AT + 45 * DAY)).toEqual({
      kind: 'degraded',
      since: AT + 30 * DAY,
      why: 'register-stale',
    })
    expect(recipientKey(state, 'BRB', AT + 45 * DAY)).not.toBeNull()
  })

  it('puts a nation out', () => {
    const change = { version: 2, previous: state.register!.hash, left: ['GRD'] }
    const without = must(acceptRegister(state, network.register(change), AT))
    const { signer } = network.member('GRD')
    expect(signKeys(state, AT)('GRD', signer.keyId)).toEqual(signer.publicKey)
    expect(signKeys(without, AT)('GRD', signer.keyId)).toBeNull()
    expect(recipientKey(without, 'GRD', AT)).toBeNull()
    expect(code(acceptDescriptor(without, network.descriptor('GRD', { serial: 2 }), AT))).toBe(
      'descriptor.member',
    )
  })
})

describe('a descriptor', () => {
  const next = seedSigner('BRB', seededBytes('next key')(32))
  const nextAgree = agreeKey(seededBytes('next agree')(32))
  const { signer, agree } = network.member('BRB')
  const old = timed(signer.publicKey, AT - DAY, AT + 365 * DAY)
  const rotated = (keepDays: number) =>
    network.descriptor('BRB', {
      serial: 2,
      at: AT + 10 * DAY,
      sign: [
        timed(next.publicKey, AT + 10 * DAY, AT + 400 * DAY),
        { ...old, until: AT + (10 + keepDays) * DAY },
      ],
      agree: [
        timed(nextAgree.publicKey, AT + 10 * DAY, AT + 400 * DAY),
        timed(agree.publicKey, AT - DAY, AT + (10 + keepDays) * DAY),
      ],
    })

  it('rotates keys with the old ones staying for the overlap', () => {
    expect(code(acceptDescriptor(state, rotated(59), AT + 10 * DAY))).toBe('descriptor.overlap')
    const after = must(acceptDescriptor(state, rotated(OVERLAP_MS / DAY), AT + 10 * DAY))
    const at = AT + 20 * DAY
    expect(recipientKey(after, 'BRB', at)?.publicKey).toEqual(nextAgree.publicKey)
    expect(signKeys(after, at)('BRB', signer.keyId)).toEqual(signer.publicKey)
    expect(signKeys(after, at)('BRB', next.keyId)).toEqual(next.publicKey)
    expect(signKeys(after, AT + 71 * DAY)('BRB', signer.keyId)).toBeNull()
    expect(signKeys(after, AT + 9 * DAY)('BRB', next.keyId)).toBeNull()
    expect(recipientKey(after, 'BRB', AT + 401 * DAY)).toBeNull()
  })

  it('is its root key’s word alone, newer than the last, of this network and mode', () => {
    const wrong = network.descriptor('BRB', { nation: 'VCT' })
    expect(code(acceptDescriptor(state, wrong, AT))).toMatch(/^signature\./)
    const after = must(acceptDescriptor(state, rotated(60), AT + 10 * DAY))
    expect(code(acceptDescriptor(after, network.descriptor('BRB'), AT + 10 * DAY))).toBe('descriptor.old')
    expect(code(acceptDescriptor(after, rotated(61), AT + 10 * DAY))).toBe('descriptor.fork')
    expect(code(acceptDescriptor(state, network.descriptor('BRB', { serial: 2, mode: 'demo' }), AT))).toBe(
      'descriptor.mode',
    )
    expect(
      code(acceptDescriptor(state, network.descriptor('BRB', { serial: 2, at: AT + 3 * DAY }), AT)),
    ).toBe('descriptor.future')
  })
})

describe('a revocation', () => {
  const { signer, root } = network.member('VCT')
  const revocation = {
    network: state.founding.hash,
    nation: 'VCT',
    keyId: signer.keyId,
    at: AT,
    reason: 'compromised' as const,
  }

  it('by the own root, or by as many roots as accept a register', () => {
    const own = must(acceptRevocation(state, signRevocation(revocation, [root])))
    expect(signKeys(own, AT)('VCT', signer.keyId)).toBeNull()
    const two = signRevocation(revocation, [rootOf('LCA'), rootOf('BRB')])
    expect(code(acceptRevocation(state, two))).toBe('revocation.by')
    const three = signRevocation({ ...revocation, reason: 'expelled' }, ['LCA', 'BRB', 'TTO'].map(rootOf))
    expect(signKeys(must(acceptRevocation(state, three)), AT)('VCT', signer.keyId)).toBeNull()
    expect(code(acceptRevocation(state, signRevocation(revocation, [{ ...signer, nation: 'VCT' }])))).toBe(
      'signature.unknown',
    )
  })

  it('lets the key go from the next descriptor at once', () => {
    const fresh = seedSigner('VCT', seededBytes('vct fresh')(32))
    const sign = [timed(fresh.publicKey, AT, AT + 100 * DAY)]
    const change = network.descriptor('VCT', { serial: 2, sign })
    expect(code(acceptDescriptor(state, change, AT))).toBe('descriptor.overlap')
    const own = must(acceptRevocation(state, signRevocation(revocation, [root])))
    expect(code(acceptDescriptor(own, change, AT))).toBe('ok')
  })
})

it('gives the same state in whatever order descriptors and revocations come, and from its own statements', () => {
  const steps: ((s: RegisterState) => Result<RegisterState>)[] = ['LCA', 'BRB', 'TTO'].flatMap((nation) => {
    const { agree, root } = network.member(nation)
    const keys = [timed(agree.publicKey, AT - DAY, AT + 365 * DAY)]
    const revocation = signRevocation(
      { network: state.founding.hash, nation, keyId: keyIdOf(agree.publicKey), at: AT, reason: 'retired' },
      [root],
    )
    return [
      (s: RegisterState) => acceptDescriptor(s, network.descriptor(nation, { serial: 2, agree: keys }), AT),
      (s: RegisterState) => acceptRevocation(s, revocation),
    ]
  })
  const all = steps.reduce((s, step) => must(step(s)), state)
  const view = (s: RegisterState) => {
    const { descriptors, revocations, ...rest } = registerStatements(s)
    const sorted = (list: readonly Uint8Array[]) => list.map((b) => Buffer.from(b).toString('hex')).toSorted()
    return { ...rest, descriptors: sorted(descriptors), revocations: sorted(revocations) }
  }
  fc.assert(
    fc.property(fc.shuffledSubarray(steps, { minLength: steps.length }), (order) => {
      const other = order.reduce((s, step) => must(step(s)), state)
      expect(view(other)).toEqual(view(all))
    }),
    { numRuns: 20 },
  )
  expect(view(must(replayRegister(registerStatements(all), AT)))).toEqual(view(all))
})
