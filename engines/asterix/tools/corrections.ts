import type { Def, Part } from '../spec/model.ts'

interface Correction {
  readonly category: number
  readonly item: string
  readonly field: string
  /** What the text says, so that a corrected text is noticed. */
  readonly from: readonly [number, number]
  readonly to: readonly [number, number]
}

/**
 * Steps that the texts give wrong: with them the bits cannot reach the item's own limits. Two other tables of the same
 * items (CroatiaControl 2.8.11; for category 010 also jASTERIX) have the corrected step, which reaches them exactly.
 */
const CORRECTIONS: readonly Correction[] = [
  { category: 10, item: '202', field: 'VX', from: [1, 16], to: [1, 4] }, // ±8192 m/s in 16 bits
  { category: 10, item: '202', field: 'VY', from: [1, 16], to: [1, 4] },
  { category: 10, item: '210', field: 'AX', from: [1, 16], to: [1, 4] }, // ±31 m/s² in 8 bits
  { category: 10, item: '210', field: 'AY', from: [1, 16], to: [1, 4] },
  { category: 25, item: '600', field: 'LON', from: [180, 2 ** 32], to: [180, 2 ** 31] }, // ±180° in 32 bits
]

/** The definition with its corrections; throws where a correction no longer finds what it corrects. */
export function corrected(category: number, item: string, def: Def): Def {
  const here = CORRECTIONS.filter((each) => each.category === category && each.item === item)
  if (here.length === 0) return def
  if (!('group' in def)) throw new Error(`category ${category} item ${item}: expected a group to correct`)
  return { ...def, group: def.group.map((part) => correctedPart(here, part)) }
}

function correctedPart(here: readonly Correction[], part: Part): Part {
  const correction = 'name' in part ? here.find((each) => each.field === part.name) : undefined
  if (correction === undefined) return part
  if (
    !('bits' in part) ||
    part.content.as !== 'signed' ||
    String(part.content.lsb) !== String(correction.from)
  )
    throw new Error(
      `category ${correction.category} item ${correction.item}: ${correction.field} is not as it was`,
    )
  return { ...part, content: { ...part.content, lsb: correction.to } }
}
