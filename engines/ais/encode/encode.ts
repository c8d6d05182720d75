import { BitWriter, FieldRangeError } from '../bits/bit-writer.ts'
import type { AisMessage } from '../message/message.ts'
import { hex2 } from '../nmea/ascii.ts'
import type { EncodeOptions } from './options.ts'
import { writeMessage } from './write-message.ts'

/** Most payload characters of a sentence: with "!AIVDM,n,n,n,A," and ",n*hh" it keeps to 82 with CR LF. */
const MAX_PAYLOAD_CHARS = 60
const MAX_FRAGMENTS = 9
/** Longest source identification of a tag block (NMEA 0183 4.10 §7). */
const MAX_SOURCE_CHARS = 15

export type EncodeResult =
  | { ok: true; value: string[] }
  | { ok: false; error: { code: 'ais.field-range'; message: string; field: string } }

/**
 * The sentences of one message, without line ends; join them with CR LF. Numbers are rounded to the field's step,
 * courses and headings wrapped to the circle, and speeds, draughts and altitudes above the highest code sent as
 * that code ("or more"). Anything else that does not fit throws; use `tryEncode` for values not made by the program.
 */
export function encode(message: AisMessage, options: EncodeOptions = {}): string[] {
  const result = tryEncode(message, options)
  if (!result.ok) throw new Error(`BUG: message ${message.type} cannot be sent: ${result.error.message}`)
  return result.value
}

/** As `encode`, with the field that does not fit as an error. */
export function tryEncode(message: AisMessage, options: EncodeOptions = {}): EncodeResult {
  try {
    const writer = new BitWriter()
    writeMessage(writer, message)
    const { payload, fillBits } = writer.armour()
    return { ok: true, value: sentences(payload, fillBits, options) }
  } catch (error) {
    if (!(error instanceof FieldRangeError)) throw error
    return { ok: false, error: { code: 'ais.field-range', message: error.message, field: error.field } }
  }
}

function sentences(payload: string, fillBits: number, options: EncodeOptions): string[] {
  const total = Math.ceil(payload.length / MAX_PAYLOAD_CHARS)
  if (total > MAX_FRAGMENTS) throw new FieldRangeError('message', `at most ${MAX_FRAGMENTS} sentences`, total)
  const talker = options.talker ?? 'AI'
  if (!/^[A-Z]{2}$/.test(talker)) throw new FieldRangeError('talker', 'two capital letters', talker)
  const sequence = total > 1 ? (options.sequence ?? 0) : ''
  if (typeof sequence === 'number' && !(Number.isInteger(sequence) && sequence >= 0 && sequence <= 9)) {
    throw new FieldRangeError('sequence', 'integer 0 to 9', sequence)
  }
  const formatter = options.own ? 'VDO' : 'VDM'
  const channel = options.channel ?? 'A'
  return Array.from({ length: total }, (_, n) => {
    const part = payload.slice(n * MAX_PAYLOAD_CHARS, (n + 1) * MAX_PAYLOAD_CHARS)
    const fill = n === total - 1 ? fillBits : 0
    const body = `${talker}${formatter},${total},${n + 1},${sequence},${channel},${part},${fill}`
    return `${tagBlock(options, n, total)}!${body}*${hex2(checksum(body))}`
  })
}

/** Source and time stand on the first line; the lines of several sentences are one group. */
function tagBlock(options: EncodeOptions, n: number, total: number): string {
  const fields: string[] = []
  if (options.timeMs === undefined && options.source === undefined) return ''
  if (total > 1) fields.push(`g:${n + 1}-${total}-${(options.sequence ?? 0) + 1}`)
  if (n === 0) {
    if (options.source !== undefined) fields.push(`s:${source(options.source)}`)
    if (options.timeMs !== undefined) fields.push(`c:${timeField(options.timeMs)}`)
  }
  const body = fields.join(',')
  return `\\${body}*${hex2(checksum(body))}\\`
}

function source(text: string): string {
  if (!/^[\x20-\x7e]+$/.test(text) || /[,*\\]/.test(text) || text.length > MAX_SOURCE_CHARS) {
    throw new FieldRangeError('source', `1 to ${MAX_SOURCE_CHARS} printable characters without , * \\`, text)
  }
  return text
}

function timeField(timeMs: number): string {
  if (!Number.isInteger(timeMs) || timeMs < 0)
    throw new FieldRangeError('timeMs', 'whole milliseconds', timeMs)
  return timeMs % 1000 === 0 ? String(timeMs / 1000) : String(timeMs)
}

function checksum(text: string): number {
  let sum = 0
  for (let n = 0; n < text.length; n++) sum ^= text.charCodeAt(n)
  return sum
}
