import { must } from '@basinet/kernel/contract'
import { agreeKey, keyIdOf, seedSigner, toHex } from '../wire/index.ts'
import { seededBytes } from '../wire/test-parties.ts'
import { acceptDescriptor } from './accept-descriptor.ts'
import { acceptRevocation } from './accept-revocation.ts'
import { fingerprintText } from './fingerprint.ts'
import { signKeys, type RegisterState } from './state.ts'
import { signRevocation } from './statements.ts'
import { rootOf, testNetwork } from './test-network.ts'

const AT = Date.UTC(2026, 10, 24, 20, 30)
const DAY_MS = 86_400_000
const NATIONS = ['BRB', 'LCA', 'VCT'] as const

/** Test vectors of register statements, from fixed seeds. Ed25519 and CBOR are deterministic: all of it is to be reproduced. */
export function registerVectors(): Readonly<Record<string, unknown>> {
  const network = testNetwork(NATIONS, AT)
  const { state } = network
  const next = seedSigner('LCA', seededBytes('second key of LCA')(32))
  const before = state.descriptors.get('LCA')!.value
  const timed = { from: AT, until: AT + 400 * DAY_MS }
  const rotated = network.descriptor('LCA', {
    serial: 2,
    at: AT,
    sign: [...before.sign, { key: next.publicKey, ...timed }],
    agree: [
      ...before.agree,
      { key: agreeKey(seededBytes('second agreement key of LCA')(32)).publicKey, ...timed },
    ],
  })
  const old = network.member('LCA').signer.keyId
  const stated = { network: state.founding.hash, nation: 'LCA', keyId: old, at: AT, reason: 'lost' as const }
  const revocation = signRevocation(stated, [rootOf('LCA')])
  const after = must(acceptRevocation(must(acceptDescriptor(state, rotated, AT)), revocation))
  return {
    at: AT,
    roots: NATIONS.map((nation) => ({
      nation,
      seed: toHex(seededBytes(`root of ${nation}`)(32)),
      key: toHex(rootOf(nation).publicKey),
    })),
    founding: toHex(state.founding.signed),
    networkId: toHex(state.founding.hash),
    fingerprint: fingerprintText(state.founding.hash),
    register: toHex(state.register!.signed),
    registerHash: toHex(state.register!.hash),
    descriptor: toHex(rotated),
    revocation: toHex(revocation),
    keyIds: { first: toHex(old), second: toHex(keyIdOf(next.publicKey)) },
    inForce: { afterRegister: known(state, old), afterDescriptor: true, afterRevocation: known(after, old) },
  }
}

function known(state: RegisterState, keyId: Uint8Array): boolean {
  return signKeys(state, AT)('LCA', keyId) !== null
}
