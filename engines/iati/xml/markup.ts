import { BLANK, HIGH, ILLEGAL, sequenceLength, TEXT_CLASS } from './characters.ts'
import { XmlFault } from './fault.ts'

const DASH = 0x2d
const GREATER = 0x3e
const QUESTION = 0x3f

/**
 * End of the comment, CDATA section or processing instruction that begins at `p`; -1 where it is not all there.
 * A document type declaration is refused: with it come entities that grow and files from outside.
 */
export function endOfMarkup(buf: Uint8Array, p: number, end: number, base: number, inside: boolean): number {
  if (buf[p + 1] === QUESTION) return endOfInstruction(buf, p, end, base)
  if (p + 9 > end && !begins(buf, p, '<!--')) return -1
  if (begins(buf, p, '<!--')) return endOfComment(buf, p, end, base)
  if (begins(buf, p, '<![CDATA[')) {
    if (!inside) throw new XmlFault('text outside the root element', base + p)
    return until(buf, p + 9, end, base, 0x5d, 0x5d)
  }
  if (begins(buf, p, '<!DOCTYPE')) throw new XmlFault('a document type declaration is not accepted', base + p)
  throw new XmlFault('"<!" begins neither a comment nor a CDATA section', base + p)
}

function begins(buf: Uint8Array, p: number, text: string): boolean {
  for (let i = 0; i < text.length; i++) if (buf[p + i] !== text.charCodeAt(i)) return false
  return true
}

/** XML 1.0 2.5: no "--" inside. */
function endOfComment(buf: Uint8Array, p: number, end: number, base: number): number {
  let q = p + 4
  for (;;) {
    const c = buf[q]!
    if (c === DASH) {
      if (buf[q + 1] === DASH) {
        if (q + 2 >= end) return -1
        if (buf[q + 2] !== GREATER) throw new XmlFault('"--" inside a comment', base + q)
        return q + 3
      }
      q++
    } else if (TEXT_CLASS[c]! < HIGH) q++
    else {
      const next = step(buf, q, end, base)
      if (next < 0) return -1
      q = next
    }
  }
}

function endOfInstruction(buf: Uint8Array, p: number, end: number, base: number): number {
  const next = until(buf, p + 2, end, base, QUESTION, -1)
  if (next < 0) return -1
  const text = new TextDecoder().decode(buf.subarray(p + 2, Math.min(next - 2, p + 80)))
  const target = /^[^\s?]*/.exec(text)?.[0] ?? ''
  if (!/^[A-Za-z_]/.test(target) || target.includes(':'))
    throw new XmlFault('a processing instruction without a name', base + p)
  // The declaration at the very beginning was taken by `Encoding`.
  if (target.toLowerCase() === 'xml')
    throw new XmlFault('an XML declaration that is not at the beginning', base + p)
  return next
}

/** Behind `first second >`, or `first >` where second is -1. */
function until(
  buf: Uint8Array,
  from: number,
  end: number,
  base: number,
  first: number,
  second: number,
): number {
  for (let q = from; ;) {
    const c = buf[q]!
    if (c === first) {
      if (second < 0 && buf[q + 1] === GREATER) return q + 2
      if (second >= 0 && buf[q + 1] === second && buf[q + 2] === GREATER) return q + 3
      q++
    } else if (TEXT_CLASS[c]! < HIGH) q++
    else {
      const next = step(buf, q, end, base)
      if (next < 0) return -1
      q = next
    }
  }
}

function step(buf: Uint8Array, q: number, end: number, base: number): number {
  if (q >= end) return -1
  const kind = TEXT_CLASS[buf[q]!]!
  if (kind === ILLEGAL) throw new XmlFault(`control character ${buf[q]!}`, base + q)
  if (kind === BLANK) return q + 1
  const length = sequenceLength(buf, q, end)
  if (length === 0) throw new XmlFault('bytes that are not UTF-8', base + q)
  return length < 0 ? -1 : q + length
}
