import type { Content, Def, ElementDef, Named, Part } from '../spec/model.ts'
import { specificationOf } from '../catalogue/specifications.ts'
import type { RecordBase } from '../runtime/edition-code.ts'

/** A spare bit that is set or an extent nobody knows weighs more than a value outside its table. */
const STRANGE = 4

/**
 * How much in a record does not fit its edition: values beyond their limits or tables, spare bits set, unknown
 * extents, an expansion field that its specification does not explain. 0 for a record that fits.
 */
export function doubtsOf(record: RecordBase): number {
  const spec = specificationOf(record.cat)
  const edition = spec?.editions[record.edition]
  if (spec === null || edition === undefined) return 0
  let doubts = record.presence === undefined ? 0 : 1
  for (const [key, value] of Object.entries(record)) {
    if (value === undefined) continue
    const id = /^I\d/.test(key) ? key.slice(1) : key
    const def = spec.items[id]?.[edition.items[id] ?? -1]
    if (def === undefined) continue
    const expansion = 'explicit' in def && def.explicit === 're' ? spec.expansion?.of : undefined
    if (expansion !== undefined)
      doubts += typeof value === 'string' ? STRANGE : inDefinition(expansion, value)
    else doubts += inDefinition(def, value)
  }
  return doubts
}

type Fields = Readonly<Record<string, unknown>>

function inDefinition(def: Def, value: unknown): number {
  if ('bits' in def) return inElement(def, value)
  if ('group' in def) return inParts(def.group, value as Fields)
  if ('extended' in def) {
    const fields = value as Fields
    const extra = fields['more'] === undefined ? 0 : STRANGE
    return def.extended.reduce((sum, parts) => sum + namedParts(parts, fields), extra + spareDoubt(fields))
  }
  if ('repeat' in def) {
    if (!Array.isArray(value)) return 0
    return value.reduce<number>((sum, each) => sum + inDefinition(def.of, each), 0)
  }
  if ('compound' in def) {
    const fields = value as Fields
    const subfields = def.compound.filter((sub): sub is Named => sub !== null)
    return subfields.reduce((sum, sub) => {
      const found = fields[sub.name]
      return sum + (found === undefined ? 0 : inDefinition(sub, found))
    }, 0)
  }
  return 0
}

function inParts(parts: readonly Part[], fields: Fields): number {
  return namedParts(parts, fields) + spareDoubt(fields)
}

function spareDoubt(fields: Fields): number {
  return fields['spare'] === undefined ? 0 : STRANGE
}

function namedParts(parts: readonly Part[], fields: Fields): number {
  let doubts = 0
  for (const part of parts) {
    if (!('name' in part)) continue
    const value = fields[part.name]
    if (value !== undefined) doubts += inDefinition(part, value)
  }
  return doubts
}

function inElement(def: ElementDef, value: unknown): number {
  return fits(def.content, value) ? 0 : 1
}

function fits(content: Content, value: unknown): boolean {
  if (typeof value === 'number') {
    if (content.as === 'code') return content.table === undefined || String(value) in content.table
    if (content.as !== 'unsigned' && content.as !== 'signed') return true
    if (content.min !== undefined && value < content.min) return false
    if (content.max !== undefined && value > content.max) return false
    return content.below === undefined || value < content.below
  }
  if (typeof value !== 'string') return true
  if (content.as === 'icao') return /^[A-Z0-9 ]*$/.test(value)
  return content.as !== 'ascii' || /^[ -~]*$/.test(value)
}
