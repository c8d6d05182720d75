import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { sharedData, sharedPresent } from '../../../tests/data/shared.ts'
import { compare } from '../match/compare.ts'
import { prepare } from '../match/prepared.ts'
import { syntheticFinger } from '../synthetic/synthetic.ts'
import { binaryImageRecord, grayOf, imageOf, minutiaeOf, minutiaeRecord } from './nist-prints.ts'
import { fieldOf, isBinary, NistError, readNist, subfields, writeNist, type NistRecord } from './nist.ts'

const RUNS = process.env['BASINET_FULL'] === '1' ? 250_000 : 500

function transactionOf(seed: number): NistRecord[] {
  const image = {
    width: 7,
    height: 5,
    pixels: Uint8Array.from({ length: 35 }, (_, i) => (i * 29 + seed) % 256),
    ppi: 500,
  }
  const content = [
    ['1', '3'],
    ['2', '00'],
    ['4', '01'],
    ['9', '02'],
  ]
  return [
    {
      type: 1,
      fields: [
        fieldOf(1, 1, [['0']]),
        fieldOf(1, 2, [['0500']]),
        fieldOf(1, 3, content),
        fieldOf(1, 4, [['TST']]),
      ],
    },
    { type: 2, fields: [fieldOf(2, 1, [['0']]), fieldOf(2, 2, [['00']]), fieldOf(2, 18, [['DOE,JANE']])] },
    binaryImageRecord(1, 0, 2, image),
    minutiaeRecord(2, 0, 2, 'TEST', syntheticFinger(seed)),
  ]
}

it.runIf(sharedPresent)('writes again what the reference tools wrote, octet for octet', () => {
  const folder = sharedData('fingerprints/an2')!
  const files = readdirSync(folder).filter((name) => name.endsWith('.an2'))
  expect(files.length).toBe(7)
  for (const name of files) {
    const bytes = readFileSync(join(folder, name))
    expect(Buffer.compare(writeNist(readNist(bytes)), bytes)).toBe(0)
  }
})

it.runIf(sharedPresent)('reads fields, images and minutiae of the reference files', () => {
  const folder = sharedData('fingerprints/an2')!
  const [first, second, third] = readNist(readFileSync(join(folder, 'valid1.14.an2')))
  expect(first).toMatchObject({ type: 1 })
  expect(second !== undefined && !isBinary(second) && subfields(second, 24)).toEqual([['M']])
  const print = imageOf(third!, 20)!
  expect(print).toMatchObject({ type: 4, idc: 1, compression: 'WSQ20' })
  expect(grayOf(print)).toMatchObject({ width: print.width, height: print.height })
  const card = readNist(readFileSync(join(folder, 'valid1.15.an2')))[2]!
  expect(card.type).toBe(9)
})

it('brings a transaction and its minutiae back', () => {
  fc.assert(
    fc.property(fc.nat(1e6), (seed) => {
      const records = readNist(writeNist(transactionOf(seed)))
      const image = imageOf(records[2]!, null)!
      expect(grayOf(image).pixels[3]).toBe((87 + seed) % 256)
      expect(image).toMatchObject({ positions: [2], width: 7, height: 5, ppi: 500 })
      const back = records[3]!
      const template = isBinary(back) ? null : minutiaeOf(back)
      const found = compare(prepare(syntheticFinger(seed)), prepare(template!))
      expect(Math.abs(found.motion!.turn)).toBeLessThan(0.05)
      expect(found.pairs.length).toBeGreaterThan(template!.x.length * 0.9)
    }),
    { numRuns: 10 },
  )
})

it('names the byte of a damaged transaction and never throws anything else', () => {
  const original = writeNist(transactionOf(4))
  fc.assert(
    fc.property(
      fc.array(fc.tuple(fc.nat(1500), fc.nat(255)), { maxLength: 5 }),
      fc.nat(1500),
      (changes, cut) => {
        const bytes = original.slice(0, cut % 2 === 0 ? undefined : cut)
        for (const [at, value] of changes) if (at < bytes.length) bytes[at] = value
        try {
          for (const record of readNist(bytes)) {
            if (!isBinary(record)) minutiaeOf(record)
            imageOf(record, null)
          }
          return true
        } catch (error) {
          return error instanceof NistError && /\(byte \d+\)$/.test(error.message)
        }
      },
    ),
    { numRuns: RUNS },
  )
})
