import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { sharedData, sharedPresent } from '../../../tests/data/shared.ts'
import { compare } from '../match/compare.ts'
import { prepare } from '../match/prepared.ts'
import { syntheticFinger } from '../synthetic/synthetic.ts'
import { sharedImage, templateOf } from '../testing-prints.ts'
import { IsoError, readIso19794, writeIso19794, type MinutiaeRecord } from './iso19794.ts'

const RUNS = process.env['BASINET_FULL'] === '1' ? 250_000 : 500
const SET = 'fingerprints/secugen-iso/fvc2002/DB1_B'

function recordOf(seed: number): MinutiaeRecord {
  const template = syntheticFinger(seed)
  const view = {
    position: 2,
    view: 0,
    impression: 0,
    quality: 80,
    template,
    extended: Uint8Array.from([1, 2, 3]),
  }
  return {
    device: 0,
    width: template.width,
    height: template.height,
    xPerCm: 197,
    yPerCm: 197,
    views: [view],
  }
}

it.runIf(sharedPresent)('writes again what another maker wrote, octet for octet', () => {
  const folder = sharedData(SET)!
  const files = readdirSync(folder).filter((name) => name.endsWith('.iso'))
  expect(files.length).toBeGreaterThan(50)
  for (const name of files) {
    const bytes = readFileSync(join(folder, name))
    expect([...writeIso19794(readIso19794(bytes))]).toEqual([...bytes])
  }
})

it.runIf(sharedPresent)('has its minutiae where another maker sees them', () => {
  const image = sharedImage('fvc2002/DB1_B/101_1')
  const theirs = readIso19794(readFileSync(join(sharedData(SET)!, '101_1.iso'))).views[0]!.template
  // The set was squeezed to 300 x 400 before it was extracted (its README).
  const [kx, ky] = [image.width / 300, image.height / 400]
  const angle = theirs.angle.map((t) => Math.atan2(Math.sin(t) * ky, Math.cos(t) * kx))
  const unsqueezed = { ...theirs, x: theirs.x.map((x) => x * kx), y: theirs.y.map((y) => y * ky), angle }
  const ours = templateOf(image)
  const found = compare(prepare(ours), prepare(unsqueezed))
  expect(found.pairs.length).toBeGreaterThan(Math.min(ours.x.length, theirs.x.length) / 2)
  expect(Math.abs(found.motion!.turn)).toBeLessThan(0.05)
  expect(Math.hypot(found.motion!.dx, found.motion!.dy)).toBeLessThan(8)
})

it('names the byte of a damaged record and never throws anything else', () => {
  fc.assert(
    fc.property(
      fc.nat(1e6),
      fc.array(fc.tuple(fc.nat(400), fc.nat(255)), { maxLength: 4 }),
      fc.nat(400),
      (seed, changes, cut) => {
        const bytes = writeIso19794(recordOf(seed)).slice(0, cut % 2 === 0 ? undefined : cut)
        for (const [at, value] of changes) if (at < bytes.length) bytes[at] = value
        try {
          return readIso19794(bytes).views.length <= 255
        } catch (error) {
          return error instanceof IsoError && /\(byte \d+\)$/.test(error.message)
        }
      },
    ),
    { numRuns: RUNS },
  )
})
