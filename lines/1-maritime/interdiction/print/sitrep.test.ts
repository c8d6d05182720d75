import { expect, it } from 'vitest'
import type { Interdiction } from '../contract/interdiction.ts'
import { GO_FAST } from '../testing.ts'
import { sitrep } from './sitrep.ts'

const operation = {
  ...GO_FAST,
  requests: [],
  taskings: [],
  log: [{ at: '2026-11-24T18:10:00Z', by: 'w', source: 'watch', text: 'no lights', position: null }],
  handOvers: [],
  rescue: null,
  outcome: null,
  state: 'open',
} as unknown as Interdiction
const parts = {
  operation,
  exercise: true,
  from: 'LCA',
  atMs: 0,
  position: () => 'POS',
  dtg: () => 'DTG',
}

it('says exercise first, nil where there is nothing, and never leaves a paragraph out', () => {
  const made = sitrep(parts)
  expect(made.map((p) => p.letter).join('')).toBe('ABCDEFGJKN')
  expect(made[0]?.lines[0]).toBe('OP-1 EXERCISE EXERCISE EXERCISE')
  expect(made.find((p) => p.letter === 'G')?.lines).toEqual(['nil'])
  expect(made.at(-1)?.lines).toEqual(['DTG no lights'])
  expect(sitrep({ ...parts, exercise: false })[0]?.lines[0]).toBe('OP-1')
  expect(sitrep({ ...parts, operation: { ...operation, courseDeg: null } })[2]?.lines).toContain(
    'course and speed not known',
  )
})
