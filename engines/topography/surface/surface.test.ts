import { describe, expect, it } from 'vitest'
import { gaussianBandPass, gaussianLowPass } from './gaussian.ts'
import { level } from './level.ts'
import { resample } from './resample.ts'
import { rotate } from './rotate.ts'
import { roughness } from './roughness.ts'
import { countMeasured, trim, type Surface } from './surface.ts'

function made(size: number, spacing: number, height: (x: number, y: number) => number): Surface {
  const z = Float32Array.from({ length: size * size }, (_, i) =>
    height((i % size) * spacing, Math.floor(i / size) * spacing),
  )
  return { width: size, height: size, dx: spacing, dy: spacing, z }
}

const inner = (s: Surface, edge: number): number[] =>
  Array.from(s.z).filter((_, i) => {
    const [x, y] = [i % s.width, Math.floor(i / s.width)]
    return x >= edge && y >= edge && x < s.width - edge && y < s.height - edge
  })
const rms = (values: number[]): number => Math.sqrt(values.reduce((sum, v) => sum + v * v, 0) / values.length)

describe('Gaussian filter', () => {
  it('passes half of a wave at its cutoff (ISO 16610-21), nothing of a short one, all of a plane', () => {
    const wave = (length: number) => made(200, 10e-6, (x) => Math.sin((2 * Math.PI * x) / length))
    expect(rms(inner(gaussianLowPass(wave(200e-6), 200e-6), 40)) * Math.SQRT2).toBeCloseTo(0.5, 2)
    expect(rms(inner(gaussianLowPass(wave(50e-6), 200e-6), 40))).toBeLessThan(0.01)
    const plane = made(100, 10e-6, (x, y) => 3 * x - 2 * y)
    const kept = inner(gaussianLowPass(plane, 200e-6), 30)
    for (const [i, value] of inner(plane, 30).entries()) expect(kept[i]).toBeCloseTo(value, 6)
  })

  it('does not let a hole pull its neighbours down', () => {
    const flat = made(60, 10e-6, () => 5e-6)
    for (let i = 0; i < 60 * 60; i += 7) flat.z[i] = Number.NaN
    const kept = Array.from(gaussianLowPass(flat, 100e-6).z).filter((value) => !Number.isNaN(value))
    expect(Math.max(...kept.map((value) => Math.abs(value - 5e-6)))).toBeLessThan(1e-10)
    expect(countMeasured(gaussianBandPass(flat, 40e-6, 100e-6).z)).toBe(countMeasured(flat.z))
  })
})

it('levelling is not tilted by a crater', () => {
  const tilted = made(50, 10e-6, (x, y) => (x > 350e-6 && y > 350e-6 ? -1e-3 : 0.1 * x + 0.05 * y))
  const flat = level(tilted)
  for (const value of inner(flat, 0).slice(0, 1500)) expect(Math.abs(value)).toBeLessThan(1e-7)
})

it('resampling keeps the mean and never invents detail', () => {
  const fine = made(40, 5e-6, (x, y) => x + y)
  const coarse = resample(fine, 20e-6)
  expect([coarse.width, coarse.height, coarse.dx]).toEqual([10, 10, 20e-6])
  const mean = (z: Float32Array): number => z.reduce((a, b) => a + b, 0) / z.length
  expect(mean(coarse.z)).toBeCloseTo(mean(fine.z), 10)
  expect(resample(fine, 1e-6).dx).toBe(5e-6)
})

it('a turn there and back is where it was', () => {
  const wave = made(61, 10e-6, (x, y) => Math.sin(x * 2e4) * Math.cos(y * 1.5e4))
  const back = rotate(rotate(wave, 20, 91), -20, 61)
  const [before, after] = [inner(wave, 20), inner(back, 20)]
  expect(rms(before.map((v, i) => v - (after[i] ?? 0)))).toBeLessThan(0.03 * rms(before))
})

it('roughness of a sine is its closed form', () => {
  const found = roughness(made(400, 1e-6, (x) => Math.sin((2 * Math.PI * x) / 100e-6)))
  expect(found?.sq).toBeCloseTo(Math.SQRT1_2, 4)
  expect(found?.sa).toBeCloseTo(2 / Math.PI, 3)
  expect(found?.sku).toBeCloseTo(1.5, 3)
  expect(found?.sz).toBeCloseTo(2, 3)
  expect(roughness({ width: 1, height: 1, dx: 1, dy: 1, z: Float32Array.of(Number.NaN) })).toBeNull()
})

it('trimming keeps what was measured and its neighbours in place', () => {
  const s = made(5, 1, () => Number.NaN)
  s.z[5 * 2 + 1] = 1
  s.z[5 * 3 + 3] = 2
  expect(trim(s)).toMatchObject({ width: 3, height: 2 })
  expect(Array.from(trim(s)!.z).filter((v) => !Number.isNaN(v))).toEqual([1, 2])
  expect(trim(made(3, 1, () => Number.NaN))).toBeNull()
})
