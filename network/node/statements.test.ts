import { expect, it } from 'vitest'
import { must } from '@basinet/kernel/contract'
import { acceptRegister, descriptorShape, isMember, signKeys, signRevocation } from '../register/index.ts'
import { signDescriptor, signRegister } from '../register/statements.ts'
import { rootOf, testNetwork } from '../register/test-network.ts'
import { seededBytes } from '../wire/test-parties.ts'
import { readSigned, seedSigner } from '../wire/index.ts'
import { registerOf, type Statement } from './statements.ts'

const AT = Date.UTC(2026, 10, 24)

it('gives the register again after a nation changed its root: what the old root signed stays signed', () => {
  const network = testNetwork(['LCA', 'BRB', 'VCT'], AT)
  const { founding, register } = network.state
  const fresh = seedSigner('BRB', seededBytes('new root of BRB')(32))
  const key = network.member('LCA').signer.keyId
  const serial2 = network.descriptor('BRB', { serial: 2 })
  const { v: _, ...second } = must(readSigned(descriptorShape, serial2)).value
  const roots = ['BRB', 'LCA', 'VCT'].map((nation) => ({
    nation,
    key: nation === 'BRB' ? fresh.publicKey : rootOf(nation).publicKey,
  }))
  const next = {
    network: founding.hash,
    version: 2,
    previous: register!.hash,
    at: AT,
    until: AT + 30 * 86_400_000,
    threshold: 2,
    roots,
    descriptors: [
      signDescriptor({ ...second, serial: 3 }, fresh),
      network.descriptor('LCA'),
      network.descriptor('VCT'),
    ],
    left: [],
  }
  const revocation = {
    network: founding.hash,
    nation: 'LCA',
    keyId: key,
    at: AT,
    reason: 'compromised',
  } as const
  const byOldRoots = signRevocation(revocation, [rootOf('BRB'), rootOf('VCT')])
  const statements: Statement[] = [
    { kind: 'founding', body: founding.signed },
    { kind: 'register', body: register!.signed },
    { kind: 'descriptor', body: serial2 },
    { kind: 'revocation', body: byOldRoots },
    { kind: 'register', body: signRegister(next, [rootOf('LCA'), rootOf('VCT'), fresh]) },
  ]
  const state = must(registerOf(statements, AT))!
  expect(state.register?.value.version).toBe(2)
  expect(isMember(state, 'BRB')).toBe(true)
  expect(signKeys(state, AT)('LCA', key)).toBeNull()
  expect(must(acceptRegister(state, statements.at(-1)!.body, AT))).toEqual(state)
})
