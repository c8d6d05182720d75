import { BitWriter } from '../bits/bit-writer.ts'

/** [value, bits]; negative values as two's complement, texts as six-bit characters in a field of bits / 6. */
export type Packed = readonly [value: number | string, bits: number]

/** Application data of messages 6 and 8 from its fields. */
export function pack(fields: readonly Packed[]): { data: Uint8Array; bits: number } {
  const writer = new BitWriter()
  for (const [value, bits] of fields) {
    if (typeof value === 'string') writer.text('text', value, bits / 6)
    else if (value < 0) writer.i('value', value, bits)
    else writer.u('value', value, bits)
  }
  return { data: writer.toBytes(), bits: writer.length }
}
