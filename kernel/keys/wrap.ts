import { createCipheriv, createDecipheriv } from 'node:crypto'

const NONCE_BYTES = 12
const TAG_BYTES = 16

/** nonce ‖ ciphertext ‖ tag, AES-256-GCM (NIST SP 800-38D); `context` is authenticated and not stored. */
export function encrypt(
  key: Uint8Array,
  nonce: Uint8Array,
  context: string,
  plaintext: Uint8Array,
): Uint8Array {
  if (nonce.length !== NONCE_BYTES) throw new Error(`BUG: a nonce of ${nonce.length} bytes`)
  const cipher = createCipheriv('aes-256-gcm', key, nonce)
  cipher.setAAD(Buffer.from(context))
  return Buffer.concat([nonce, cipher.update(plaintext), cipher.final(), cipher.getAuthTag()])
}

/** Null when key, context or bytes do not fit each other. */
export function decrypt(key: Uint8Array, context: string, sealed: Uint8Array): Uint8Array | null {
  if (sealed.length < NONCE_BYTES + TAG_BYTES) return null
  const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(0, NONCE_BYTES), {
    authTagLength: TAG_BYTES,
  })
  decipher.setAAD(Buffer.from(context))
  decipher.setAuthTag(sealed.subarray(sealed.length - TAG_BYTES))
  const body = decipher.update(sealed.subarray(NONCE_BYTES, sealed.length - TAG_BYTES))
  try {
    return Buffer.concat([body, decipher.final()])
  } catch (cause) {
    // OpenSSL has one error for "not authentic", and it carries no detail worth keeping.
    if (cause instanceof Error) return null
    throw cause
  }
}

export { NONCE_BYTES, TAG_BYTES }
