import { sha256 } from '@noble/hashes/sha2.js'
import { canonicalJson, isObject, type Json, type JsonObject } from './json.ts'
import { didKeyOf, methodOf, publicKeyOf, sign, verifySignature, type SigningKey } from './keys.ts'
import { decodeBase58, encodeBase58 } from './multibase.ts'
import { instant } from './structure.ts'

const SUITE = 'eddsa-jcs-2022'
const encoder = new TextEncoder()

/** Signs with Data Integrity eddsa-jcs-2022 (W3C Data Integrity EdDSA Cryptosuites 1.0, 3.3): the proof is added. */
export function addProof(credential: JsonObject, key: SigningKey, created: Date): JsonObject {
  const { proof: _, ...document } = credential
  const context = document['@context'] ?? null
  const options = {
    '@context': context,
    type: 'DataIntegrityProof',
    cryptosuite: SUITE,
    created: `${created.toISOString().slice(0, 19)}Z`,
    verificationMethod: methodOf(didKeyOf(publicKeyOf(key))),
    proofPurpose: 'assertionMethod',
  }
  const proofValue = `z${encodeBase58(sign(key, hashOf(document, options)))}`
  return { ...document, proof: { ...options, proofValue } }
}

export type ProofVerdict =
  | { readonly kind: 'good'; readonly method: string }
  | { readonly kind: 'bad' | 'unsupported'; readonly reason: string }

/** Verifies one proof of a credential; `keyOf` answers a verification method's key, null where it knows none. */
export function verifyProof(
  credential: JsonObject,
  proof: Json,
  keyOf: (method: string) => Uint8Array | null,
): ProofVerdict {
  if (!isObject(proof)) return { kind: 'bad', reason: 'the proof is no object' }
  if (proof['type'] !== 'DataIntegrityProof')
    return { kind: 'unsupported', reason: `proofs of type ${named(proof['type'])} are not supported` }
  if (proof['cryptosuite'] !== SUITE)
    return {
      kind: 'unsupported',
      reason: `the cryptosuite ${named(proof['cryptosuite'])} is not supported, ${SUITE} is`,
    }
  if (proof['proofPurpose'] !== 'assertionMethod')
    return { kind: 'bad', reason: 'the proof was not made to assert (proofPurpose)' }
  if (proof['created'] !== undefined && instant(proof['created']) === null)
    return { kind: 'bad', reason: 'proof.created is no date and time' }
  const method = named(proof['verificationMethod'])
  const publicKey = keyOf(method)
  if (publicKey === null) return { kind: 'unsupported', reason: `no key is known for ${method}` }
  const { proofValue, ...options } = proof
  const signature =
    typeof proofValue === 'string' && proofValue.startsWith('z') ? decodeBase58(proofValue.slice(1)) : null
  if (signature === null) return { kind: 'bad', reason: 'proof.proofValue is no base58 multibase' }
  const { proof: _, ...document } = credential
  // 3.3.2: the context of the proof has to be that of the document, so that no term changes its meaning behind it.
  if (
    options['@context'] !== undefined &&
    canonicalJson(options['@context']) !== canonicalJson(document['@context'] ?? null)
  )
    return { kind: 'bad', reason: 'the proof has another @context than the credential' }
  return verifySignature(publicKey, hashOf(document, options), signature)
    ? { kind: 'good', method }
    : {
        kind: 'bad',
        reason: 'the signature does not fit: the credential was changed, or another key made it',
      }
}

/** 3.3.4: hash of the proof's options, then hash of the document. */
function hashOf(document: JsonObject, options: JsonObject): Uint8Array {
  const hashes = [options, document].map((part) => sha256(encoder.encode(canonicalJson(part))))
  return Uint8Array.from(hashes.flatMap((hash) => [...hash]))
}

const named = (value: Json | undefined): string =>
  typeof value === 'string' ? value.slice(0, 200) : 'without a name'
