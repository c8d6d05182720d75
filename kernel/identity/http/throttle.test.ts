import { expect, it } from 'vitest'
import { createThrottle } from './throttle.ts'

it('lets a burst pass, then a steady few, each address for itself', () => {
  let clock = 0
  const allowed = createThrottle(() => new Date(clock))
  const tries = (address: string, count: number) =>
    Array.from({ length: count }, () => allowed(address)).filter(Boolean).length
  expect(tries('192.0.2.1', 100)).toBe(30)
  expect(tries('192.0.2.2', 10)).toBe(10)
  clock = 1000
  expect(tries('192.0.2.1', 100)).toBe(5)
  clock = 60_000
  expect(tries('192.0.2.1', 100)).toBe(30)
  expect(tries('2001:db8::1', 20) + tries('2001:db8::2', 20)).toBe(30)
})

it('remembers a bounded number of addresses', () => {
  const allowed = createThrottle(() => new Date(0))
  for (let i = 0; i < 30; i++) allowed('198.51.100.1')
  expect(allowed('198.51.100.1')).toBe(false)
  for (let i = 0; i < 10_001; i++) allowed(`10.${i >> 16}.${(i >> 8) & 255}.${i & 255}`)
  expect(allowed('198.51.100.1')).toBe(true)
})
