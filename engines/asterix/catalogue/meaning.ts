import type { Def, Edition, Named, Part, Specification } from '../spec/model.ts'
import { specificationOf } from './specifications.ts'

/** Where a field is: category, edition, and its names in the record, as `['I020', 'TYP']`. */
interface Field {
  readonly category: number
  readonly edition: string
  readonly path: readonly string[]
}

/** The standard's name of an item or field; null where it gives none or the field is not in the edition. */
export function titleOf(field: Field): string | null {
  return find(field)?.title ?? null
}

/** The standard's meaning of a code; null where it gives none. */
export function meaningOf(field: Field, code: number): string | null {
  const def = find(field)?.def
  if (def === undefined || !('bits' in def) || def.content.as !== 'code') return null
  return def.content.table?.[code] ?? null
}

interface Found {
  readonly def: Def
  readonly title: string | null
}

function find({ category, edition, path }: Field): Found | null {
  const spec = specificationOf(category)
  const of = spec?.editions[edition]
  const [item = '', ...names] = path
  if (spec === null || of === undefined) return null
  const start = itemOf(spec, of, /^I\d/.test(item) ? item.slice(1) : item)
  return names.reduce<Found | null>((found, name) => (found === null ? null : inside(found.def, name)), start)
}

function itemOf(spec: Specification, edition: Edition, id: string): Found | null {
  const item = spec.items[id]?.[edition.items[id] ?? -1]
  if (item === undefined) return null
  const expanded = 'explicit' in item && item.explicit === 're' ? spec.expansion?.of : undefined
  return { def: expanded ?? item, title: item.title }
}

function inside(def: Def, name: string): Found | null {
  if ('repeat' in def) return inside(def.of, name)
  const part = partsOf(def).find(
    (each): each is Named => each !== null && 'name' in each && each.name === name,
  )
  return part === undefined ? null : { def: part, title: part.title ?? null }
}

function partsOf(def: Def): readonly (Part | null)[] {
  if ('group' in def) return def.group
  if ('extended' in def) return def.extended.flat()
  return 'compound' in def ? def.compound : []
}
