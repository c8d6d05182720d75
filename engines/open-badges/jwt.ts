import { isObject, parseJson, type JsonObject } from './json.ts'
import { didKeyOf, methodOf, publicKeyOf, sign, verifySignature, type SigningKey } from './keys.ts'
import type { ProofVerdict } from './data-integrity.ts'
import { decodeBase64Url, encodeBase64Url } from './multibase.ts'

const encoder = new TextEncoder()

/** A credential as VC-JWT (Securing VCs using JOSE and COSE 3.1, Open Badges 3.0 8.2): its body is the payload, EdDSA. */
export function encodeJwt(credential: JsonObject, key: SigningKey): string {
  const header = { alg: 'EdDSA', typ: 'vc+jwt', kid: methodOf(didKeyOf(publicKeyOf(key))) }
  const parts = [header, credential].map((part) => encodeBase64Url(encoder.encode(JSON.stringify(part))))
  const signed = parts.join('.')
  return `${signed}.${encodeBase64Url(sign(key, encoder.encode(signed)))}`
}

export interface OpenedJwt {
  readonly credential: JsonObject
  readonly proof: ProofVerdict
}

/** Opens a compact JWT; null where the text is none. A payload member `vc` (VC 1.1 mapping) is not read as a credential. */
export function openJwt(text: string, keyOf: (method: string) => Uint8Array | null): OpenedJwt | null {
  const parts = text.trim().split('.')
  if (parts.length !== 3) return null
  const [head, body, signature] = parts.map(decodeBase64Url)
  if (!head || !body || !signature) return null
  let header: JsonObject
  let credential: JsonObject
  try {
    const [h, c] = [head, body].map((bytes) =>
      parseJson(new TextDecoder('utf-8', { fatal: true }).decode(bytes)),
    )
    if (!isObject(h) || !isObject(c)) return null
    header = h
    credential = c
  } catch {
    return null
  }
  const bad = (kind: 'bad' | 'unsupported', reason: string): OpenedJwt => ({
    credential,
    proof: { kind, reason },
  })
  // RFC 8725 3.1: the algorithm is ours to choose, never the header's: `none` and HMAC are refused with the rest.
  if (header['alg'] !== 'EdDSA') return bad('unsupported', 'only EdDSA (Ed25519) signatures are supported')
  if (header['crit'] !== undefined) return bad('unsupported', 'the header names critical extensions')
  const method = typeof header['kid'] === 'string' ? header['kid'] : ''
  const publicKey = keyOf(method)
  if (publicKey === null)
    return bad('unsupported', `no key is known for ${method === '' ? 'a token without kid' : method}`)
  const signed = encoder.encode(`${parts[0] ?? ''}.${parts[1] ?? ''}`)
  return verifySignature(publicKey, signed, signature)
    ? { credential, proof: { kind: 'good', method } }
    : bad('bad', 'the signature does not fit: the credential was changed, or another key made it')
}
