import { expect, it } from 'vitest'
import { SPECIFICATIONS } from '../catalogue/specifications.ts'
import type { Def, ElementDef } from './model.ts'

/** Elements below a definition. */
function elementsOf(def: Def | { spare: number } | null): ElementDef[] {
  if (def === null || 'spare' in def) return []
  if ('bits' in def) return [def]
  if ('group' in def) return def.group.flatMap(elementsOf)
  if ('extended' in def) return def.extended.flat().flatMap(elementsOf)
  if ('repeat' in def) return elementsOf(def.of)
  return 'compound' in def ? def.compound.flatMap(elementsOf) : []
}

it('gives every quantity bits that reach its limits', () => {
  const wrong: string[] = []
  let limited = 0
  for (const spec of SPECIFICATIONS) {
    for (const [id, variants] of Object.entries(spec.items)) {
      for (const { bits, content } of variants.flatMap(elementsOf)) {
        if (content.as !== 'signed' && content.as !== 'unsigned') continue
        const max = content.max ?? content.below
        if (max === undefined) continue
        limited++
        const [above, below] = content.lsb ?? [1, 1]
        const reach = (2 ** (content.as === 'signed' ? bits - 1 : bits) * above) / below
        if (max > reach * 1.001) wrong.push(`${spec.category}/${id}: ${max} needs more than ${reach}`)
      }
    }
  }
  expect(wrong).toEqual([])
  expect(limited).toBeGreaterThan(100)
})
