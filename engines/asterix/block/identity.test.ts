import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { sharedData, sharedPresent } from '../../../tests/data/shared.ts'
import { EDITIONS } from '../generated/index.gen.ts'
import type { AsterixRecord } from '../generated/index.gen.ts'
import { recordedBlocks } from '../testing/recordings.ts'
import { anyRecord } from '../testing/records.ts'
import { editionsOf, findEdition } from './editions.ts'
import { encode } from './encode.ts'
import { HEADER_BYTES, readRecords } from './read-records.ts'

const FULL = process.env['BASINET_FULL'] === '1'
const RUNS = FULL ? 100_000 : 1500
const MUTATIONS = FULL ? 1_000_000 : 20_000

function decoded(bytes: Uint8Array): { records: AsterixRecord[]; damaged: boolean } {
  const code = editionsOf(bytes[0]!)[0]!
  const { records, damaged } = readRecords(code, bytes, HEADER_BYTES, bytes.length)
  return { records: records as AsterixRecord[], damaged }
}

/** Paths at which two decodes differ; numbers may in the last digit: decimal steps are not binary fractions. */
function differences(found: unknown, wanted: unknown, path = ''): string[] {
  if (typeof wanted === 'number' && typeof found === 'number')
    return Math.abs(found - wanted) > Math.abs(wanted) * 1e-12 ? [`${path}: ${found}, ${wanted}`] : []
  if (typeof wanted !== 'object' || wanted === null || typeof found !== 'object' || found === null)
    return found === wanted ? [] : [`${path}: ${String(found)}, ${String(wanted)}`]
  const keys = new Set([...Object.keys(found), ...Object.keys(wanted)])
  return [...keys].flatMap((key) => {
    const [f, w] = [found, wanted].map((each) => (each as Record<string, unknown>)[key])
    return differences(f, w, `${path}/${key}`)
  })
}

describe('records', () => {
  it('come back from their own block, in every edition', () => {
    const seen = new Set<string>()
    fc.assert(
      fc.property(anyRecord, (record) => {
        seen.add(`${record.cat} ${record.edition}`)
        const bytes = encode([record])
        const code = findEdition(record.cat, record.edition)!
        const { records, damaged } = readRecords(code, bytes, HEADER_BYTES, bytes.length)
        expect(damaged).toBe(false)
        expect(differences(records, [record])).toEqual([])
        expect(encode(records as AsterixRecord[])).toEqual(bytes)
      }),
      { numRuns: RUNS },
    )
    expect(seen.size).toBe(EDITIONS.length)
  })
})

const OCTETS = fc.uint8Array({ minLength: 1, maxLength: 120 })

describe('any octets', () => {
  it('come back from what was read of them, damaged or not', () => {
    let damagedCount = 0
    fc.assert(
      fc.property(fc.constantFrom(...EDITIONS), OCTETS, (code, content) => {
        const { records, damaged } = readRecords(code, content, 0, content.length)
        if (damaged) damagedCount++
        expect(records.at(-1)?.unread !== undefined).toBe(damaged)
        expect(encode(records as AsterixRecord[]).subarray(HEADER_BYTES)).toEqual(content)
      }),
      { numRuns: RUNS * 4 },
    )
    expect(damagedCount).toBeGreaterThan(0)
  })
})

describe.runIf(sharedPresent)('recordings', () => {
  it('come back octet for octet', () => {
    const blocks = recordedBlocks()
    expect(blocks.length).toBeGreaterThan(130)
    for (const block of blocks) {
      const { records, damaged } = decoded(block)
      expect(damaged).toBe(false)
      expect(encode(records)).toEqual(block)
    }
  })

  it('come back octet for octet also when damaged', () => {
    const blocks = recordedBlocks()
    const at = fc.record({
      block: fc.nat(blocks.length - 1),
      octet: fc.nat(),
      value: fc.nat(255),
      cut: fc.nat(20),
    })
    fc.assert(
      fc.property(at, ({ block, octet, value, cut }) => {
        const content = new Uint8Array(blocks[block]!.subarray(HEADER_BYTES))
        content[octet % content.length] = value
        const kept = content.subarray(0, Math.max(1, content.length - (cut > 10 ? 0 : cut)))
        for (const code of editionsOf(blocks[block]![0]!)) {
          const { records } = readRecords(code, kept, 0, kept.length)
          expect(encode(records as AsterixRecord[]).subarray(HEADER_BYTES)).toEqual(kept)
        }
      }),
      { numRuns: MUTATIONS / 4 },
    )
  })
})

describe.runIf(!sharedPresent)('recordings (data absent)', () => {
  it('are recorded as absent', () => {
    expect(sharedData('maritime/asterix/cat_034_048.raw')).toBeNull()
  })
})
