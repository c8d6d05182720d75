import { LINES } from '@basinet/kernel/contract'
import { expect, it } from 'vitest'
import { NODE_PAGES, RAIL } from './lines.ts'

it('the rail has the mission’s lines, in the mission’s order', () => {
  expect(RAIL.map((line) => line.id)).toEqual([...LINES])
})

it('no two places share a key', () => {
  const keys = [...RAIL, ...NODE_PAGES].map((place) => place.go)
  expect(new Set(keys).size).toBe(keys.length)
})
