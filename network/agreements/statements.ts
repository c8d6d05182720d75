import {
  bytes,
  DOMAIN,
  encodeCbor,
  exactly,
  HASH_BYTES,
  hashIn,
  instant,
  map,
  nation,
  oneOf,
  signStatement,
  text,
  uint,
  uuid,
  type ShapeOf,
  type Signer,
} from '../wire/index.ts'
import type { AgreementText } from './text.ts'

/** Names a text in signatures, actions, envelopes' decisions and the audit: hash of its one CBOR encoding. */
export function agreementHash(agreement: AgreementText): Uint8Array {
  return hashIn(DOMAIN.agreement, encodeCbor(agreement))
}

/** A party's signature: who signed the paper, in what capacity, empowered by which law, and which file that paper is. */
export const signatureShape = map({
  v: exactly(1),
  agreement: bytes(HASH_BYTES),
  id: uuid,
  version: uint(65_535, 1),
  party: nation,
  signatory: text(200),
  capacity: text(200),
  enablingLaw: text(500),
  instrument: bytes(HASH_BYTES),
  at: instant,
})
export type AgreementSignature = ShapeOf<typeof signatureShape>

const ACTIONS = ['offer', 'activate', 'suspend', 'resume', 'end'] as const
/**
 * What a party does with an agreement. `n` counts a party's actions on it from 1, so that the later of two is known however
 * they arrive. `activate` says: the signed paper with the instrument's hash lies in our files.
 */
export const actionShape = map({
  v: exactly(1),
  agreement: bytes(HASH_BYTES),
  id: uuid,
  version: uint(65_535, 1),
  party: nation,
  n: uint(Number.MAX_SAFE_INTEGER, 1),
  action: oneOf(...ACTIONS),
  reason: text(2000),
  at: instant,
})
export type AgreementAction = ShapeOf<typeof actionShape>

export function signAgreement(
  agreement: AgreementText,
  instrument: Uint8Array,
  stated: Pick<AgreementSignature, 'party' | 'signatory' | 'capacity' | 'enablingLaw' | 'at'>,
  signer: Signer,
): Uint8Array {
  const { id, version } = agreement
  const { party, signatory, capacity, enablingLaw, at } = stated
  const statement = { v: 1, agreement: agreementHash(agreement), id, version, party, signatory, capacity }
  return signStatement(DOMAIN.agreementSignature, { ...statement, enablingLaw, instrument, at }, [signer])
}

export function signAction(
  agreement: AgreementText,
  stated: Pick<AgreementAction, 'party' | 'n' | 'action' | 'reason' | 'at'>,
  signer: Signer,
): Uint8Array {
  const { id, version } = agreement
  const { party, n, action, reason, at } = stated
  const statement = { v: 1, agreement: agreementHash(agreement), id, version, party, n, action, reason, at }
  return signStatement(DOMAIN.agreementAction, statement, [signer])
}
