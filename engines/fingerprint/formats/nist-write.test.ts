import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { sharedData, sharedPresent } from '../../../tests/data/shared.ts'
import { syntheticFinger } from '../synthetic/synthetic.ts'
import { checkIso19794 } from './iso19794-check.ts'
import { readIso19794 } from './iso19794.ts'
import { checkTransaction, profileOf } from './nist-check.ts'
import { grayOf, imageOf, minutiaeRecord } from './nist-prints.ts'
import { headRecord, imageRecord } from './nist-write.ts'
import { fieldOf, NistError, readNist, writeNist, type NistRecord } from './nist.ts'

const FACTS = { type: 'TST', day: '20260105', to: 'LCTEST01', from: 'LCTEST02', number: 'T-1', ppi: null }

function transactionOf(width: number, height: number, seed: number): NistRecord[] {
  const pixels = Uint8Array.from({ length: width * height }, (_, i) => (i * 29 + seed) % 256)
  const image = { width, height, pixels, ppi: 500 }
  const more = { impression: 0, position: 2, source: 'LCTEST', taken: '20260104' }
  const records = [
    { type: 2, fields: [fieldOf(2, 1, [['0']]), fieldOf(2, 2, [['00']])] },
    minutiaeRecord(1, 4, 2, 'TEST', syntheticFinger(seed)),
    imageRecord({ type: 13, idc: 2, ...more, comment: 'lifted from glass' }, image),
    imageRecord({ type: 14, idc: 3, ...more }, image),
    imageRecord({ type: 15, idc: 4, ...more }, image),
  ]
  return [headRecord(FACTS, records), ...records]
}

it('brings latents, fingers and palms back with every separator in their pixels', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 40 }),
      fc.integer({ min: 1, max: 40 }),
      fc.nat(255),
      (w, h, seed) => {
        const made = transactionOf(w, h, seed)
        const read = readNist(writeNist(made))
        expect(checkTransaction(read)).toEqual([])
        for (const type of [13, 14, 15]) {
          const image = imageOf(
            read.find((record) => record.type === type)!,
            null,
          )!
          expect(image).toMatchObject({ width: w, height: h, ppi: 500, positions: [2], compression: 'NONE' })
          expect(grayOf(image).pixels[w * h - 1]).toBe(((w * h - 1) * 29 + seed) % 256)
        }
      },
    ),
    { numRuns: 20 },
  )
})

it('says what a transaction lacks, and claims no profile that it cannot check', () => {
  const records = transactionOf(5, 4, 1)
  expect(checkTransaction(records.slice(0, 4))[0]).toBe('field 1.003: names 5 records, 3 follow')
  expect(profileOf(records, 'INT-I')).toMatchObject({ verdict: 'unsupported', problems: [] })
  expect(profileOf(records.slice(1), 'EBTS').verdict).toBe('invalid')
  const image = { width: 120, height: 110, pixels: new Uint8Array(13_200).fill(9), ppi: 500 }
  const facts = { type: 13, idc: 1, impression: 4, position: 0, source: 'X', taken: '20260104' } as const
  expect(() => imageRecord(facts, image, 'WSQ20')).toThrow(NistError)
  expect(() => imageRecord({ ...facts, taken: '4 May' }, image)).toThrow('13.005')
  const flat = imageRecord({ ...facts, type: 14 }, image, 'WSQ20')
  expect(grayOf(imageOf(flat, null)!).pixels[50]).toBe(9)
})

it.runIf(sharedPresent)("finds nothing wrong with another maker's minutiae, and what was made wrong", () => {
  const folder = sharedData('fingerprints/secugen-iso/fvc2002/DB1_B')!
  for (const name of readdirSync(folder).slice(0, 40))
    expect(checkIso19794(readIso19794(readFileSync(join(folder, name))))).toEqual([])
  const record = readIso19794(readFileSync(join(folder, '101_1.iso')))
  const [view] = record.views
  const wrong = { ...record, width: 40, views: [{ ...view!, position: 11, quality: 101, view: 3 }] }
  const found = checkIso19794(wrong).join('\n')
  for (const part of ['finger position 11', 'quality 101', 'view number 3', 'outside 40'])
    expect(found).toContain(part)
})
