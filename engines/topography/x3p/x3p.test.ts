import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { unzipSync, zipSync } from 'fflate'
import { describe, expect, it } from 'vitest'
import { sharedData } from '../../../tests/data/shared.ts'
import { readX3p } from './read.ts'
import { writeX3p } from './write.ts'
import type { X3p } from './document.ts'

const FULL = process.env['BASINET_FULL'] === '1'
const MUTATIONS = Number(process.env['BASINET_MUTATIONS'] ?? (FULL ? 100_000 : 400))
const ORIGIN = {
  date: '2026-11-24T10:00:00',
  creator: 'A & B <lab>',
  manufacturer: 'm',
  model: 'n',
  serial: 's',
  version: 'v',
  calibrationDate: null,
  probing: 'NonContacting',
  identification: '10x',
  comment: null,
}

function sample(heights: X3p['heights'] = 'F', width = 7, height = 5): Omit<X3p, 'remarks'> {
  const z = Float32Array.from({ length: width * height }, (_, i) =>
    i % 6 === 5 ? Number.NaN : Math.sin(i) * 1e-6,
  )
  return { feature: 'SUR', heights, surface: { width, height, dx: 1e-6, dy: 2e-6, z }, origin: ORIGIN }
}

const opened = (bytes: Uint8Array): X3p => {
  const found = readX3p(bytes)
  if (!found.ok) throw new Error(JSON.stringify(found.error))
  return found.value
}

describe('what is written is read', () => {
  it.each(['I', 'L', 'F', 'D'] as const)('as %s, with holes', (heights) => {
    const document = sample(heights)
    const back = opened(writeX3p(document))
    expect(back).toMatchObject({ feature: 'SUR', heights, origin: ORIGIN, remarks: [] })
    expect(back.surface).toMatchObject({ width: 7, height: 5, dx: 1e-6, dy: 2e-6 })
    const step = heights === 'I' ? 2e-6 / 65_534 : 1e-12
    const apart = Array.from(back.surface.z, (value, i) => {
      const before = document.surface.z[i]!
      return Number.isNaN(before) ? (Number.isNaN(value) ? 0 : 1) : Math.abs(value - before)
    })
    expect(Math.max(...apart)).toBeLessThanOrEqual(step)
  })

  it('any surface of floats comes back bit for bit', () => {
    fc.assert(
      fc.property(
        fc.nat(12),
        fc.nat(12),
        fc.array(fc.float({ noDefaultInfinity: true, min: -0.0078125, max: 0.0078125 })),
        (w, h, some) => {
          const [width, height] = [w + 1, h + 1]
          const z = Float32Array.from(
            { length: width * height },
            (_, i) => (some[i % Math.max(1, some.length)] ?? Number.NaN) + 0,
          )
          const back = opened(writeX3p({ ...sample(), surface: { width, height, dx: 1e-6, dy: 1e-6, z } }))
          expect(back.surface.z).toEqual(z)
        },
      ),
      { numRuns: FULL ? 2000 : 100 },
    )
  })
})

describe('real files', () => {
  const original = sharedData('ballistics/x3p-originals/fadul_1-1.f64.x3p')
  const smaller = sharedData('ballistics/breechface-fadul/fadul_1-1.x3p')
  it.runIf(original !== null && smaller !== null)(
    'an original in 64 bit, with R’s own missing value, is the same as in 32 bit',
    () => {
      const [a, b] = [opened(readFileSync(original!)), opened(readFileSync(smaller!))]
      expect([a.heights, b.heights]).toEqual(['D', 'F'])
      expect(a.origin.manufacturer).toBe('NanoFocus')
      expect(a.surface.z).toEqual(b.surface.z)
      expect(a.surface.dx).toBeCloseTo(6.25e-6, 12)
    },
  )

  it.runIf(original !== null)('any damaged byte is refused or changes nothing', () => {
    const bytes = readFileSync(original!)
    const before = opened(bytes).surface.z
    let refused = 0
    fc.assert(
      fc.property(fc.nat(bytes.length - 1), fc.integer({ min: 1, max: 255 }), (at, mask) => {
        const damaged = Uint8Array.from(bytes)
        damaged[at]! ^= mask
        const found = readX3p(damaged)
        refused += found.ok ? 0 : 1
        expect(found.ok ? found.value.surface.z : before).toEqual(before)
      }),
      { numRuns: FULL ? 400 : 25 },
    )
    expect(refused).toBeGreaterThan(0)
  })
})

describe('what does not fit is said', () => {
  const parts = unzipSync(writeX3p(sample()))
  const changed = (change: (xml: string) => string): Uint8Array => {
    const xml = change(new TextDecoder().decode(parts['main.xml']))
    const { 'md5checksum.hex': _, ...rest } = parts
    return zipSync({ ...rest, 'main.xml': new TextEncoder().encode(xml) })
  }
  it.each([
    ['no archive', new Uint8Array([1, 2, 3]), 'x3p.zip'],
    ['no main.xml', zipSync({ a: new Uint8Array(1) }), 'x3p.zip'],
    ['a point cloud', changed((x) => x.replace('SUR', 'PCL')), 'x3p.unsupported'],
    ['an unknown height type', changed((x) => x.replace('<DataType>F', '<DataType>Q')), 'x3p.field'],
    ['no width', changed((x) => x.replace('<SizeX>7', '<SizeX>')), 'x3p.field'],
    ['another size than data', changed((x) => x.replace('<SizeX>7', '<SizeX>8')), 'x3p.data'],
    ['a distance of nothing', changed((x) => x.replace('<Increment>0.000001', '<Increment>0')), 'x3p.field'],
    ['another sum of the heights', changed((x) => x.replace(/(PointData>).{6}/, '$1000000')), 'x3p.checksum'],
    [
      'a part that is missing',
      changed((x) => x.replace('bindata/data.bin', 'bindata/other.bin')),
      'x3p.data',
    ],
    [
      'a document type',
      changed((x) => x.replace('<p:ISO', '<!DOCTYPE a [<!ENTITY b "c">]><p:ISO')),
      'x3p.xml',
    ],
    ['an element left open', changed((x) => x.replace('</Record1>', '')), 'x3p.xml'],
  ])('%s', (_, bytes, code) => {
    expect(readX3p(bytes)).toMatchObject({ ok: false, error: { code, at: expect.stringMatching(/./) } })
  })

  it('a missing checksum is a remark, heights in micrometres too', () => {
    const document = sample()
    const micrometres = {
      ...document,
      surface: { ...document.surface, z: document.surface.z.map((v) => v * 1e6) },
    }
    expect(opened(changed((x) => x)).remarks).toEqual([expect.stringContaining('no checksum of main.xml')])
    const back = opened(writeX3p(micrometres))
    expect(back.remarks).toEqual([expect.stringContaining('micrometres')])
    expect(back.surface.z[1]).toBeCloseTo(Math.sin(1) * 1e-6, 12)
  })

  it(
    'whatever is changed in a file or inside its parts, it ends, within its bounds, and says',
    { timeout: 3_600_000 },
    () => {
      const plain = writeX3p(sample())
      const names = Object.keys(parts)
      let refused = 0
      const change = fc.tuple(fc.nat(1_000_000), fc.nat(255), fc.constantFrom('set', 'cut', 'twice'))
      fc.assert(
        fc.property(
          fc.boolean(),
          fc.nat(9),
          fc.array(change, { minLength: 1, maxLength: 8 }),
          (inside, n, changes) => {
            const name = names[n % names.length] ?? ''
            const damaged = changes.reduce<Uint8Array>(
              (bytes, [at, value, how]) => {
                if (bytes.length === 0) return bytes
                const place = at % bytes.length
                if (how === 'set') return bytes.with(place, value)
                if (how === 'cut') return bytes.slice(0, place)
                return Uint8Array.from([...bytes.subarray(0, place), ...bytes.subarray(place >> 1)])
              },
              inside ? (parts[name] ?? new Uint8Array()) : plain,
            )
            const { 'md5checksum.hex': _, ...rest } = parts
            const found = readX3p(inside ? zipSync({ ...rest, [name]: damaged }, { level: 0 }) : damaged)
            refused += found.ok ? 0 : 1
            const bounded = found.ok && found.value.surface.z.length <= damaged.length + plain.length
            const named = !found.ok && /^x3p\.[a-z]+$/.test(found.error.code) && found.error.at !== ''
            expect(bounded || named).toBe(true)
          },
        ),
        { numRuns: MUTATIONS },
      )
      expect(refused).toBeGreaterThan(0)
    },
  )

  it('whatever is fed, it ends and says', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 400 }), (bytes) => {
        expect(readX3p(bytes)).toMatchObject({ ok: false })
      }),
      { numRuns: FULL ? 200_000 : 1000 },
    )
  })
})
