/** A set of ASCII codes asked by bytes, so that no string is made to ask. */
export class ByteSet {
  private readonly slots: (string | null)[]
  private readonly mask: number

  constructor(codes: readonly string[]) {
    let size = 16
    while (size < codes.length * 2) size *= 2
    this.mask = size - 1
    this.slots = Array.from({ length: size }, () => null)
    for (const code of codes) {
      let hash = 0
      for (let i = 0; i < code.length; i++) hash = (Math.imul(hash, 31) + code.charCodeAt(i)) | 0
      let at = (hash ^ (hash >>> 12)) & this.mask
      while (this.slots[at] !== null) at = (at + 1) & this.mask
      this.slots[at] = code
    }
  }

  has(buf: Uint8Array, from: number, to: number): boolean {
    let hash = 0
    for (let i = from; i < to; i++) hash = (Math.imul(hash, 31) + buf[i]!) | 0
    for (let at = (hash ^ (hash >>> 12)) & this.mask; ; at = (at + 1) & this.mask) {
      const code = this.slots[at]!
      if (code === null) return false
      if (code.length === to - from && equalBytes(code, buf, from)) return true
    }
  }
}

/** The ASCII text stands at `from`. */
export function equalBytes(text: string, buf: Uint8Array, from: number): boolean {
  for (let i = 0; i < text.length; i++) if (text.charCodeAt(i) !== buf[from + i]) return false
  return true
}
