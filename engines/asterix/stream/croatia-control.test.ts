import { describe, expect, it } from 'vitest'
import { sharedData, sharedPresent, sharedText } from '../../../tests/data/shared.ts'
import type { AsterixRecord } from '../generated/index.gen.ts'
import { registerValues } from '../testing/comm-b.ts'
import { leavesOf, type Leaf } from '../testing/leaves.ts'
import { recording } from '../testing/recordings.ts'
import { createDecoder } from './decoder.ts'

interface Reference {
  readonly cat: number
  readonly timestamp: number
  readonly [category: `CAT${string}`]: Readonly<Record<string, unknown>>
}

/**
 * Steps and units in which the reference prints: knots for NM/s; 0.22 kt where the standard says 2^-14 NM/s (category
 * 001); feet for flight levels (category 062).
 */
const FACTORS: Readonly<Record<string, number>> = {
  '48 I200 GSP': 3600,
  '1 I200 GSP': 0.22 * 2 ** 14,
  '62 I136 I136': 100,
  '62 I135 CTB': 100,
}

/** The reference prints seven decimals. */
const PRINTED = 5e-8

function references(name: string): Reference[] {
  return (sharedText(`maritime/asterix/${name}.croatiacontrol.jsonl`) ?? '')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Reference)
}

function ours(name: string): { records: AsterixRecord[]; problems: unknown[] } {
  const records: AsterixRecord[] = []
  const problems: unknown[] = []
  const decoder = createDecoder({
    record: (record) => records.push(record),
    problem: (problem) => problems.push(problem),
  })
  decoder.push(recording(`${name}.pcap`))
  decoder.end()
  return { records, problems }
}

const notAField = (name: string): boolean => /^(?:FX|spare|more|presence)$/.test(name)

function alike(mine: Leaf, theirs: Leaf, factor: number): boolean {
  // The six-bit code 0 is no character of Annex 10; the reference prints a blank, we keep it apart as @.
  if (typeof mine === 'string') return mine.replaceAll('@', ' ').trimEnd() === String(theirs).trimEnd()
  const wanted = typeof theirs === 'string' ? Number.parseInt(theirs, 16) : theirs
  return Math.abs(mine * factor - wanted) <= PRINTED * Math.max(1, Math.abs(wanted)) * 2
}

interface Count {
  items: number
  leaves: number
  wrong: string[]
}

function compareItem(cat: number, item: string, mine: unknown, theirs: unknown, count: Count): void {
  count.items++
  const own = leavesOf(mine, notAField, item)
  const other = leavesOf(theirs, notAField, item)
  if (own.length !== other.length) count.wrong.push(`${cat} ${item}: ${own.length} fields, ${other.length}`)
  own.forEach(({ name, value }, i) => {
    count.leaves++
    const factor = FACTORS[`${cat} ${item} ${name}`] ?? 1
    if (!alike(value, other[i]?.value ?? Number.NaN, factor))
      count.wrong.push(`${cat} ${item} ${name}: ${value}, ${other[i]?.value ?? 'absent'}`)
  })
}

type Register = Readonly<Record<string, Leaf>>

/** The reference reads the register's fields; here the same are read out of the octets kept. */
function compareRegisters(mine: unknown, theirs: unknown, count: Count): void {
  const own = mine as { MBDATA: string; BDS1: number; BDS2: number }[]
  const other = theirs as Register[]
  count.items++
  if (own.length !== other.length) count.wrong.push(`I250: ${own.length} registers, ${other.length}`)
  own.forEach((register, i) => {
    const bds = `${register.BDS1.toString(16)}${register.BDS2.toString(16)}`
    if (bds !== String(other[i]?.['BDS']).toLowerCase()) count.wrong.push(`I250: BDS ${bds}`)
    const values = registerValues(bds, register.MBDATA)
    if (values === null) return
    const printed = Object.entries(other[i] ?? {}).flatMap(([key, value]) => (key === 'BDS' ? [] : [value]))
    values.forEach((value, n) => {
      count.leaves++
      if (!alike(value, printed[n] ?? Number.NaN, 1))
        count.wrong.push(
          `I250 ${bds} ${Object.keys(other[i] ?? {})[n] ?? ''}: ${value}, ${printed[n] ?? 'absent'}`,
        )
    })
  })
}

describe.runIf(sharedPresent)("CroatiaControl's decodes", () => {
  it.each([
    ['cat_034_048', 162, 1600],
    ['cat_001_002', 8, 70],
    ['cat_062_065', 3, 30],
  ])('of %s say the same in every field', (name, records, items) => {
    const mine = ours(name)
    const theirs = references(name)
    expect(mine.problems).toEqual([])
    expect(mine.records.length).toBe(records)
    expect(theirs.length).toBe(records)
    const count: Count = { items: 0, leaves: 0, wrong: [] }
    mine.records.forEach((record, i) => {
      const reference = theirs[i]!
      const other = reference[`CAT${String(reference.cat).padStart(3, '0')}`] ?? {}
      const { cat, edition, ...fields } = record
      expect(cat).toBe(reference.cat)
      expect(edition).toMatch(/^\d+\.\d+$/)
      const present = Object.entries(fields).filter(([, value]) => value !== undefined)
      expect(present.map(([key]) => key).toSorted()).toEqual(Object.keys(other).toSorted())
      for (const [item, value] of present) {
        if (item === 'I250') compareRegisters(value, other[item], count)
        else compareItem(cat, item, value, other[item], count)
      }
    })
    expect(count.wrong).toEqual([])
    expect(count.items).toBeGreaterThan(items)
    expect(count.leaves).toBeGreaterThan(count.items)
  })
})

describe.runIf(!sharedPresent)("CroatiaControl's decodes (data absent)", () => {
  it('are recorded as absent', () => {
    expect(sharedData('maritime/asterix/cat_034_048.pcap')).toBeNull()
  })
})
