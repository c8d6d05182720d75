import { expect, it } from 'vitest'
import type { Boarding } from '../contract/boarding.ts'
import { boardingReport } from './boarding-report.ts'

const boarding: Boarding = {
  interdiction: '01890000-0000-7000-8000-000000000000',
  at: '2026-11-24T20:00:00Z',
  position: { lon: -61, lat: 14 },
  vessel: 'no name',
  registration: null,
  flag: null,
  master: null,
  persons: 3,
  team: ['B. Booby'],
  authority: 'an invented act, s. 3',
  force: [],
  seizures: ['01890000-0000-7000-8000-000000000001', '01890000-0000-7000-8000-000000000002'],
  findings: null,
  leftAt: null,
  state: 'open',
}
const parts = {
  boarding,
  operation: 'OP-1',
  exercise: true,
  from: 'LCA Coast Watch',
  atMs: 0,
  position: () => 'there',
  dtg: (at: string | number) => String(at),
  seizures: ['310 kg'],
}
const of = (heading: string, change: Partial<Boarding> = {}) =>
  boardingReport({ ...parts, boarding: { ...boarding, ...change } }).find((p) => p.heading === heading)
    ?.lines ?? []

it('rests on its authority, marks an exercise and a draft, and hides no seizure in silence', () => {
  expect(of('Authority')).toEqual(['an invented act, s. 3'])
  expect(of('BOARDING REPORT').join('\n')).toMatch(/EXERCISE[\s\S]*DRAFT/)
  expect(of('Seized')).toEqual(['310 kg', '1 more, not shown to this reader'])
  expect(of('Use of force')).toEqual(['nil'])
  expect(of('Place and time')).toContain('still aboard')
})

it('writes each use of force by itself', () => {
  const shot = {
    at: '2026-11-24T20:01:00Z',
    kind: 'warning-shot' as const,
    by: 'B. Booby',
    rounds: 2,
    warning: 'light and loudhailer',
    necessity: 'did not stop',
    injuries: 'none',
    medical: null,
  }
  expect(of('Use of force', { force: [shot, { ...shot, kind: 'disabling-fire' as const }] })).toMatchObject([
    expect.stringContaining('warning-shot by B. Booby, 2 rounds'),
    expect.stringContaining('disabling-fire'),
  ])
})
