import type { AsmRaw } from '../asm/layout.ts'
import { degrees6OfThousandths, degrees7, oneDecimal } from './coordinates.ts'
import type { JsonContext } from './json-context.ts'
import { key } from './json-text.ts'

export type RawFields = Record<string, AsmRaw>

/** Writes one member of an application message from its raw fields. */
export type Step = (c: JsonContext, raw: RawFields) => void

export function numberOf(raw: RawFields, name: string): number {
  const value = raw[name]
  if (typeof value !== 'number') throw new Error(`BUG: field ${name} is no number`)
  return value
}

function named(name: string, write: (c: JsonContext, raw: RawFields) => void): Step {
  const piece = key(name)
  return (c, raw) => {
    c.text.bytes(piece)
    write(c, raw)
  }
}

export const int = (name: string): Step => named(name, (c, raw) => c.text.int(numberOf(raw, name)))
export const ints = (...names: string[]): Step[] => names.map(int)
export const bool = (name: string): Step => named(name, (c, raw) => c.text.bool(raw[name] === true))
/** A flag that gpsd writes as a number. */
export const bit = (name: string): Step => named(name, (c, raw) => c.text.uint(raw[name] === true ? 1 : 0))
export const str = (name: string): Step => named(name, (c, raw) => c.text.string(String(raw[name])))

/** (raw + offset) / 10 when scaled, raw when not. */
export const tenths = (name: string, offset = 0): Step =>
  named(name, (c, raw) => {
    const value = numberOf(raw, name)
    if (c.scaled) c.text.fixed(value + offset, 1)
    else c.text.int(value)
  })

/** (raw + offset) / 100 with one decimal when scaled, raw when not. */
export const hundredths = (name: string, offset: number): Step =>
  named(name, (c, raw) => {
    const value = numberOf(raw, name)
    if (c.scaled) c.text.fixed(oneDecimal((value + offset) / 100), 1)
    else c.text.int(value)
  })

/** Raw + offset when scaled, raw when not. */
export const shifted = (name: string, offset: number): Step =>
  named(name, (c, raw) => c.text.int(numberOf(raw, name) + (c.scaled ? offset : 0)))

/** 1/1,000 minute as degrees with six decimals. */
export const degrees3 = (name: string): Step =>
  named(name, (c, raw) => {
    const value = numberOf(raw, name)
    if (c.scaled) c.text.fixed(degrees6OfThousandths(value), 6)
    else c.text.int(value)
  })

/** 1/10,000 minute as degrees with seven decimals. */
export const degrees4 = (name: string): Step =>
  named(name, (c, raw) => {
    const value = numberOf(raw, name)
    if (c.scaled) c.text.fixed(degrees7(value), 7)
    else c.text.int(value)
  })

/** `"name_text"` of the code in `name`. */
export const textOf = (name: string, texts: readonly string[], otherwise = ''): Step =>
  named(`${name}_text`, (c, raw) => c.text.string(texts[numberOf(raw, name)] ?? otherwise))

export const coded = (name: string, texts: readonly string[], otherwise = ''): Step[] => [
  int(name),
  textOf(name, texts, otherwise),
]

/** The text when scaled, the code when not. */
export const wordWhenScaled = (name: string, words: readonly string[]): Step =>
  named(name, (c, raw) => {
    const value = numberOf(raw, name)
    if (c.scaled) c.text.string(words[value] ?? '')
    else c.text.int(value)
  })

/** Parts joined into one string: literals and [field, digits, offset] with at least that many digits. */
export const joined = (name: string, ...parts: (string | readonly [string, number, number?])[]): Step =>
  named(name, (c, raw) => {
    let out = ''
    for (const part of parts) {
      if (typeof part === 'string') out += part
      else out += String(numberOf(raw, part[0]) + (part[2] ?? 0)).padStart(part[1], '0')
    }
    c.text.string(out)
  })
