import { fromBase64, toBase64 } from './base64.ts'
import { fail, ok, type Result } from './result.ts'
import { sha256 } from './sha256.ts'

/** Signature type bytes of C2SP signed-note that this package signs and verifies. */
export const SIGNATURE_TYPE = { ed25519: 0x01, cosignatureV1: 0x04 } as const
export type SignatureType = (typeof SIGNATURE_TYPE)[keyof typeof SIGNATURE_TYPE]

const PUBLIC_KEY_BYTES = 32
export const ED25519_SIGNATURE_BYTES = 64

/** Checks an Ed25519 signature (RFC 8032) with a raw 32-byte public key; passed in, because this package does no I/O. */
export type Ed25519Verify = (publicKey: Uint8Array, message: Uint8Array, signature: Uint8Array) => boolean
/** Signs with a key the caller holds; 64 bytes. */
export type Ed25519Sign = (message: Uint8Array) => Uint8Array

/** A public key with the name and 32-bit id that find its signatures in a note. */
export interface VerifierKey {
  readonly name: string
  readonly keyId: number
  readonly type: SignatureType
  readonly publicKey: Uint8Array
}

/** Position of the first ASCII control character other than newline, which a note may not have; -1 when clean. */
export function controlAt(text: string): number {
  for (let i = 0; i < text.length; i++) if (text.charCodeAt(i) < 0x20 && text[i] !== '\n') return i
  return -1
}

export function isKeyName(name: string): boolean {
  return name.length > 0 && name.isWellFormed() && !/[\p{White_Space}+]/u.test(name) && controlAt(name) < 0
}

/** SHA-256(name ‖ 0x0A ‖ type ‖ public key)[:4] as an unsigned 32-bit number (C2SP signed-note). */
function keyIdOf(name: string, type: SignatureType, publicKey: Uint8Array): number {
  const head = new TextEncoder().encode(`${name}\n`)
  const message = new Uint8Array(head.length + 1 + publicKey.length)
  message.set(head)
  message[head.length] = type
  message.set(publicKey, head.length + 1)
  return new DataView(sha256(message).buffer).getUint32(0)
}

export function verifierKey(name: string, type: SignatureType, publicKey: Uint8Array): Result<VerifierKey> {
  if (!isKeyName(name))
    return fail('vkey.name', 'a key name has no spaces, no plus and at least one character', 'name')
  if (publicKey.length !== PUBLIC_KEY_BYTES) {
    return fail('vkey.key', `an Ed25519 public key has ${PUBLIC_KEY_BYTES} bytes`, 'publicKey')
  }
  return ok({ name, keyId: keyIdOf(name, type, publicKey), type, publicKey })
}

/** `<name>+<key id in hex>+<base64(type ‖ public key)>` */
export function formatVerifierKey(key: VerifierKey): string {
  const material = new Uint8Array(1 + key.publicKey.length)
  material[0] = key.type
  material.set(key.publicKey, 1)
  return `${key.name}+${key.keyId.toString(16).padStart(8, '0')}+${toBase64(material)}`
}

export function parseVerifierKey(text: string): Result<VerifierKey> {
  // The base64 part may itself contain a plus, so only the first two separate.
  const match = /^([^+]*)\+([0-9a-f]{8})\+(.*)$/su.exec(text)
  if (match === null) return fail('vkey.format', 'expected <name>+<8 hex digits>+<base64>')
  const material = fromBase64(match[3]!)
  if (material === null || material.length === 0) return fail('vkey.base64', 'the key material is not base64')
  const type = Object.values(SIGNATURE_TYPE).find((known) => known === material[0])
  if (type === undefined)
    return fail('vkey.type', `signature type 0x${material[0]!.toString(16)} is not supported`)
  const key = verifierKey(match[1]!, type, material.slice(1))
  if (key.ok && key.value.keyId !== Number.parseInt(match[2]!, 16)) {
    return fail('vkey.id', 'the key id is not the hash of the name and key')
  }
  return key
}
