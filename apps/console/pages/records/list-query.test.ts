import { expect, it } from 'vitest'
import type { RecordType } from '../../api/types.ts'
import { chipsOf, nextSort, queryOf, withChip, withoutChip } from './list-query.ts'

const type: RecordType = {
  type: 'alert',
  line: '1-maritime',
  capability: 'picture',
  version: 1,
  schema: { type: 'object' },
  columns: [],
  searched: { severity: { kind: 'text', path: 'severity' }, at: { kind: 'time', path: 'at' } },
  states: null,
  label: {},
  retention: { kind: 'nation-sets', parameter: 'x' },
}

it('reads chips out of the address and leaves what the type does not declare', () => {
  const search = {
    'f.severity': 'critical',
    'f.at.gte': '2026-11-24T00:00:00Z',
    'f.colour': 'red',
    'f.at.like': 'x',
  }
  expect(chipsOf(search, type)).toEqual([
    { name: 'severity', operator: 'eq', value: 'critical' },
    { name: 'at', operator: 'gte', value: '2026-11-24T00:00:00Z' },
  ])
  expect(queryOf({ ...search, sort: '-at', cols: 'a' }, type)).toEqual({
    'f.severity': 'critical',
    'f.at.gte': '2026-11-24T00:00:00Z',
    sort: '-at',
  })
})

it('an order the type does not declare is not asked for', () => {
  expect(queryOf({ sort: 'colour' }, type)).toEqual({})
})

it('a chip put on and taken off leaves the address as it was', () => {
  const before = { 'f.severity': 'critical' }
  const chip = { name: 'at', operator: 'lte', value: '2026' } as const
  expect(withoutChip(withChip(before, chip), chip)).toEqual(before)
})

it('a column head goes up, down and back', () => {
  expect([nextSort(undefined, 'at'), nextSort('at', 'at'), nextSort('-at', 'at')]).toEqual([
    'at',
    '-at',
    undefined,
  ])
})
