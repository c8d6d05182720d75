import { resolve } from './references.ts'

const decoder = new TextDecoder()
const SHORT = 40

/** Text of bytes the reader has passed as UTF-8. */
function textOf(buf: Uint8Array, from: number, to: number): string {
  if (to - from <= SHORT) {
    let text = ''
    for (let i = from; i < to; i++) {
      const byte = buf[i]!
      if (byte >= 0x80) return decoder.decode(buf.subarray(from, to))
      text += String.fromCharCode(byte)
    }
    return text
  }
  return decoder.decode(buf.subarray(from, to))
}

/** An attribute's value as XML 1.0 3.3.3 normalises it (CDATA). */
export function attributeText(buf: Uint8Array, from: number, to: number, plain: boolean): string {
  const raw = textOf(buf, from, to)
  return plain ? raw : resolve(raw.replaceAll(/\r\n|[\r\n\t]/g, ' '))
}

/** The text between two offsets: markup taken out, CDATA as it stands, references and line ends replaced (2.11). */
export function innerText(buf: Uint8Array, from: number, to: number): string {
  const raw = textOf(buf, from, to).replaceAll(/\r\n?/g, '\n')
  if (!raw.includes('<')) return raw.includes('&') ? resolve(raw) : raw
  const pieces =
    /<!\[CDATA\[([\s\S]*?)\]\]>|<!--[\s\S]*?-->|<\?[\s\S]*?\?>|<[^>"']*(?:"[^"]*"[^>"']*|'[^']*'[^>"']*)*>|([^<]+)/g
  let text = ''
  for (const [, cdata, plain] of raw.matchAll(pieces))
    text += cdata ?? (plain === undefined ? '' : resolve(plain))
  return text
}
