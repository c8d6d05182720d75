import fc from 'fast-check'
import { SPECIFICATIONS } from '../catalogue/specifications.ts'
import { isText, repetitionKind } from '../generator/layout.ts'
import { itemProperty } from '../generator/record.ts'
import type { AsterixRecord } from '../generated/index.gen.ts'
import type { Content, Def, ElementDef, Part, Specification } from '../spec/model.ts'

type Value = fc.Arbitrary<unknown>

/** Repetitions tried; the factor itself goes to 255. */
const REPEATS_MAX = 3

/** Any record of any edition carried: every item may be there, every field has any value its bits can hold. */
export const anyRecord: fc.Arbitrary<AsterixRecord> = fc.oneof(...SPECIFICATIONS.flatMap(editionRecords))

function editionRecords(spec: Specification): fc.Arbitrary<AsterixRecord>[] {
  return Object.keys(spec.editions).map((edition) => editionRecord(spec, edition))
}

function editionRecord(spec: Specification, name: string): fc.Arbitrary<AsterixRecord> {
  const edition = spec.editions[name]!
  const lists = 'by' in edition.uap ? Object.entries(edition.uap.when) : [['', edition.uap] as const]
  return fc.oneof(
    ...lists.map(([kind, list]) => {
      const ids = list.filter((id): id is string => id !== null && id !== 'rfs')
      const items = ids.map((id): [string, Value] => {
        const def = spec.items[id]![edition.items[id]!]!
        const expansion = 'explicit' in def && def.explicit === 're' ? spec.expansion?.of : undefined
        const value = anyValue(expansion ?? def)
        return [itemProperty(id), kind !== '' && id === '020' ? withKind(value, Number(kind)) : value]
      })
      const required = kind === '' ? [] : ['I020']
      return fc
        .record(Object.fromEntries(items), { requiredKeys: required })
        .map((fields) => ({ cat: spec.category, edition: name, ...fields }) as unknown as AsterixRecord)
    }),
  )
}

/** Category 001: the kind of report decides which items there are. */
function withKind(value: Value, kind: number): Value {
  return value.map((fields) => ({ ...(fields as object), TYP: kind }))
}

function anyValue(def: Def): Value {
  if ('bits' in def) return anyElement(def)
  if ('group' in def) return fc.record(fieldsOf(def.group))
  if ('extended' in def) return anyExtended(def.extended)
  if ('repeat' in def) return anyRepetition(def.of, def.repeat)
  if ('explicit' in def) return hexOctets(0, 12)
  if ('compound' in def) {
    const subs = def.compound.filter((sub) => sub !== null)
    return fc.record(Object.fromEntries(subs.map((sub) => [sub.name, anyValue(sub)])), { requiredKeys: [] })
  }
  throw new Error('BUG: sequences are made by hand')
}

function fieldsOf(parts: readonly Part[]): Record<string, Value> {
  return Object.fromEntries(
    parts.flatMap((part) => ('name' in part ? [[part.name, anyPart(part, parts)]] : [])),
  )
}

function anyPart(part: Extract<Part, { name: string }>, siblings: readonly Part[]): Value {
  // Which step a dependent field has is decided by its neighbour: 0 fits every one.
  if ('bits' in part && part.content.as === 'by' && siblings.length > 0) return fc.constant(0)
  return anyValue(part)
}

function anyExtended(extents: readonly (readonly Part[])[]): Value {
  return fc.integer({ min: 1, max: extents.length }).chain((count) => {
    const parts = extents.slice(0, count).flat()
    return fc.record(fieldsOf(parts))
  })
}

function anyRepetition(of: Def, repeat: number | 'fx'): Value {
  const kind = repetitionKind(of)
  if (kind === 'text')
    return fc.string({ unit: fc.integer({ min: 0, max: 255 }).map((n) => String.fromCharCode(n)) })
  if (kind === 'octets' && 'bits' in of) {
    const size = of.bits / 8
    return fc
      .integer({ min: 0, max: 2 })
      .chain((n) => fc.uint8Array({ minLength: n * size, maxLength: n * size }))
  }
  return fc.array(anyValue(of), { minLength: repeat === 'fx' ? 1 : 0, maxLength: REPEATS_MAX })
}

function hexOctets(min: number, max: number): Value {
  return fc.uint8Array({ minLength: min, maxLength: max }).map((bytes) => Buffer.from(bytes).toString('hex'))
}

function anyElement(def: ElementDef): Value {
  const { bits, content } = def
  if (content.as === 'octal') return digits(bits / 3, '01234567')
  if (content.as === 'icao') return letters(8, 0x20, 0x5f)
  if (content.as === 'ascii') return letters(bits / 8, 0, 255)
  if (isText(bits, content)) return hexOctets(bits / 8, bits / 8)
  return anyNumber(bits, content)
}

function anyNumber(bits: number, content: Content): Value {
  const signed = content.as === 'signed'
  const low = signed ? -(2 ** (bits - 1)) : 0
  const high = low + 2 ** bits - 1
  const [above, below] = content.as === 'unsigned' || signed ? (content.lsb ?? [1, 1]) : [1, 1]
  return fc
    .oneof(
      fc.constantFrom(low, high, 0),
      fc.maxSafeInteger().map((n) => low + (Math.abs(n) % (high - low + 1))),
    )
    .map((steps) => (steps * above) / below)
}

function digits(count: number, of: string): Value {
  return fc.string({ unit: fc.constantFrom(...of.split('')), minLength: count, maxLength: count })
}

function letters(max: number, low: number, high: number): Value {
  const unit = fc.integer({ min: low, max: high }).map((code) => String.fromCharCode(code))
  return fc.string({ unit, maxLength: max }).map((text) => text.replace(/ +$/, ''))
}
