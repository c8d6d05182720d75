import { describe, expect, it } from 'vitest'
import { sharedData, sharedPresent, sharedText } from '../../../tests/data/shared.ts'
import { editionsOf } from '../block/editions.ts'
import { HEADER_BYTES, readRecords } from '../block/read-records.ts'
import { leavesOf, type Leaf, type NamedLeaf } from '../testing/leaves.ts'
import { recording, VECTORS } from '../testing/recordings.ts'

interface Reference {
  readonly data_blocks: readonly { content: { records: readonly Readonly<Record<string, unknown>>[] } }[]
}

/** Its extension bits, presence lists and counts; its records' own bookkeeping. */
const notTheirField = (name: string): boolean =>
  /^(?:FX\d?|extend|available|REP|FSPEC|index|length)$/.test(name)
const notOurField = (name: string): boolean => /^(?:spare|more|presence)$/.test(name)

/** Units of the reference: knots for NM/s (category 010 by a step other than 2^-14 NM/s), feet for a flight level. */
const FACTORS: Readonly<Record<string, number>> = {
  '10 200 GSP': 0.22607421875 * 2 ** 14,
  '48 200 GSP': 3600,
  '1 090 HGT': 100,
  '62 135 CTB': 100,
}

/** Bits that the reference's editions do not name yet; 0 in the recordings. */
const LATER = new Set(['21 200 ME', '48 230 SI', '62 060 V', '62 060 G'])

function letters(name: string): string {
  return name.toUpperCase().replaceAll(/[^A-Z0-9/]/g, '')
}

function plainValue(value: Leaf): Leaf {
  if (typeof value === 'number') return value
  return /^[0-7]{4}$/.test(value) ? Number(value) : value.trimEnd()
}

function same(a: Leaf, b: Leaf): boolean {
  if (typeof a === 'string' || typeof b === 'string') return a === b
  return Math.abs(a - b) <= 1e-9 * Math.max(1, Math.abs(b))
}

interface Count {
  named: number
  values: number
  wrong: string[]
}

/** Fields with the reference's name must agree by it; the others have to be the same values. */
function compareItem(
  where: string,
  mine: readonly NamedLeaf[],
  theirs: readonly NamedLeaf[],
  count: Count,
): void {
  const left = [...theirs]
  const unnamed: NamedLeaf[] = []
  for (const leaf of mine) {
    const at = left.findIndex((other) => letters(other.path) === letters(leaf.path))
    const [other] = at === -1 ? [] : left.splice(at, 1)
    if (other === undefined) unnamed.push(leaf)
    else {
      count.named++
      if (!same(leaf.value, other.value))
        count.wrong.push(`${where} ${leaf.name}: ${leaf.value}, ${other.value} (${other.name})`)
    }
  }
  for (const leaf of unnamed) {
    if (LATER.has(`${where} ${leaf.name}`) && leaf.value === 0) continue
    const at = left.findIndex((other) => same(leaf.value, other.value))
    if (at === -1)
      count.wrong.push(`${where} ${leaf.name}: ${leaf.value}, one of ${left.map((l) => l.value).join(' ')}`)
    else left.splice(at, 1)
    count.values++
  }
  for (const other of left) count.wrong.push(`${where}: ${other.name} ${other.value} is not read`)
}

function compareRecord(category: number, mine: object, theirs: Reference, count: Count): void {
  const reference = theirs.data_blocks[0]!.content.records[0]!
  const { cat: _cat, edition: _edition, ...items } = mine as Record<string, unknown>
  const present = Object.entries(items).filter(([key, value]) => value !== undefined && key !== 'presence')
  const names = Object.keys(reference).filter((name) => !notTheirField(name))
  expect(present.map(([key]) => key.slice(1)).toSorted()).toEqual(names.toSorted())
  for (const [key, value] of present) {
    const id = key.slice(1)
    const own = leavesOf(value, notOurField, id).map((leaf): NamedLeaf => {
      const factor = FACTORS[`${category} ${id} ${leaf.name}`]
      const plain = plainValue(leaf.value)
      return { ...leaf, value: factor === undefined ? plain : Number(plain) * factor }
    })
    const other = leavesOf(reference[id], notTheirField, id).map((leaf) => ({
      ...leaf,
      value: plainValue(leaf.value),
    }))
    compareItem(`${category} ${id}`, own, other, count)
  }
}

describe.runIf(sharedPresent)("jASTERIX's decodes", () => {
  it.each(VECTORS)('of %s say the same in every field, by every later edition', (name) => {
    const bytes = recording(`${name}.bin`)
    const reference = JSON.parse(sharedText(`maritime/asterix/${name}.jasterix.json`) ?? '') as Reference
    const category = bytes[0]!
    // Categories 021 and 062 changed their layout after these editions.
    const editions = editionsOf(category).filter((code) => !['0.26', '0.17'].includes(code.edition))
    for (const code of editions) {
      const { records, damaged } = readRecords(code, bytes, HEADER_BYTES, bytes.length)
      expect(damaged).toBe(false)
      expect(records.length).toBe(1)
      const count: Count = { named: 0, values: 0, wrong: [] }
      compareRecord(category, records[0]!, reference, count)
      expect(count.wrong).toEqual([])
      expect(count.named + count.values).toBeGreaterThan(4)
    }
    expect(editions.length).toBeGreaterThan(0)
  })
})

describe.runIf(!sharedPresent)("jASTERIX's decodes (data absent)", () => {
  it('are recorded as absent', () => {
    expect(sharedData('maritime/asterix/cat048ed1.15.bin')).toBeNull()
  })
})
