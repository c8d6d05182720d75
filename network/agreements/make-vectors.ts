import { must } from '@basinet/kernel/contract'
import { signKeys } from '../register/index.ts'
import { testNetwork } from '../register/test-network.ts'
import { encodeCbor, toHex } from '../wire/index.ts'
import { addAction, addSignature, draftAgreement } from './agreement.ts'
import { stateOf } from './state.ts'
import { actionOf, signatureOf, testText } from './test-agreement.ts'

const AT = Date.UTC(2026, 10, 24, 20, 30)

/** Test vectors of an agreement's statements: the text, its hash, what the parties sign, and the state after each. */
export function agreementVectors(): Readonly<Record<string, unknown>> {
  const network = testNetwork(['BRB', 'LCA'], AT)
  const keys = signKeys(network.state, AT)
  const text = testText(['LCA', 'BRB'], AT)
  let agreement = must(draftAgreement(text))
  const steps: { kind: string; party: string; signed: string; state: string }[] = []
  for (const party of text.parties) {
    const signed = signatureOf(network, text, party)
    agreement = must(addSignature(agreement, signed, keys))
    steps.push({ kind: 'signature', party, signed: toHex(signed), state: stateOf(agreement) })
  }
  for (const [party, action, n] of [
    ['BRB', 'activate', 1],
    ['LCA', 'activate', 1],
    ['LCA', 'suspend', 2],
    ['LCA', 'resume', 3],
    ['BRB', 'end', 2],
  ] as const) {
    const signed = actionOf(network, text, party, action, n)
    agreement = must(addAction(agreement, signed, keys))
    steps.push({ kind: action, party, signed: toHex(signed), state: stateOf(agreement) })
  }
  const signingKeys = text.parties.map((nation) => ({
    nation,
    key: toHex(network.member(nation).signer.publicKey),
  }))
  const instrument =
    text.instrument === null ? null : { ...text.instrument, hash: toHex(text.instrument.hash) }
  return {
    at: AT,
    keys: signingKeys,
    text: { ...text, instrument },
    cbor: toHex(encodeCbor(text)),
    hash: toHex(agreement.hash),
    steps,
  }
}
