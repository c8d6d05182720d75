const BASE64 = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/
const BINARY_SLICE_BYTES = 8192

/** Standard base64 with padding (RFC 4648, 4). */
export function toBase64(bytes: Uint8Array): string {
  let binary = ''
  for (let at = 0; at < bytes.length; at += BINARY_SLICE_BYTES) {
    binary += String.fromCharCode(...bytes.subarray(at, at + BINARY_SLICE_BYTES))
  }
  return btoa(binary)
}

/**
 * Strict inverse: no white space, no missing padding, and no stray bits in the last group (RFC 4648, 3.5), so that
 * one value has one spelling. Null when the text is anything else.
 */
export function fromBase64(text: string): Uint8Array | null {
  if (!BASE64.test(text)) return null
  const bytes = Uint8Array.from(atob(text), (char) => char.charCodeAt(0))
  return toBase64(bytes) === text ? bytes : null
}
