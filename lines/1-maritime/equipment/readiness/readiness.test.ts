import fc from 'fast-check'
import { expect, it } from 'vitest'
import type { EquipmentItem } from '../contract/item.ts'
import { ENGINE } from '../testing.ts'
import { heldCodes } from './crew.ts'
import { findingsOf, fuelHours, inspectionOn, readinessOf } from './readiness.ts'

const AT = Date.parse('2026-06-02T00:00:00Z')
const task = {
  number: 1,
  task: 'Change the oil',
  source: 'maker’s manual, 4.2',
  everyHours: 100,
  everyDays: null,
  stops: false,
  lastOn: '2026-02-01',
  lastHours: 10,
} satisfies EquipmentItem['plan'][number]
const codes = (item: EquipmentItem): string[] => findingsOf(item, AT).map(({ code }) => code)

it('has nothing against an item that is kept up', () => {
  expect(findingsOf({ ...ENGINE, plan: [task] }, AT)).toEqual([])
  expect(readinessOf([])).toBe('ready')
  expect(fuelHours(ENGINE)).toBe(4.5)
})

it('counts maintenance by hours and by days, whichever comes first', () => {
  expect(codes({ ...ENGINE, engineHours: 110, plan: [task] })).toEqual(['overdue'])
  expect(codes({ ...ENGINE, plan: [{ ...task, everyDays: 121 }] })).toEqual(['overdue'])
  expect(codes({ ...ENGINE, plan: [{ ...task, everyDays: 122 }] })).toEqual([])
  expect(codes({ ...ENGINE, plan: [{ ...task, everyDays: 30, stops: true }] })).toEqual(['overdue-stops'])
  // Never done by days is due; without a meter nobody knows.
  expect(codes({ ...ENGINE, plan: [{ ...task, everyHours: null, everyDays: 30, lastOn: null }] })).toEqual([
    'overdue',
  ])
  expect(codes({ ...ENGINE, engineHours: null, plan: [task] })).toEqual(['hours-unknown'])
})

it('is down with an open grounding defect, and up again when it is closed', () => {
  const defect = {
    number: 1,
    text: 'fuel leak',
    grounding: true,
    at: '2026-06-01T00:00:00Z',
    by: 'x',
    closedAt: null,
    closedBy: null,
    remedy: null,
  }
  const open = findingsOf({ ...ENGINE, defects: [defect] }, AT)
  expect(readinessOf(open)).toBe('down')
  const closed = { ...defect, closedAt: '2026-06-01T10:00:00Z', closedBy: 'y', remedy: 'hose renewed' }
  expect(readinessOf(findingsOf({ ...ENGINE, defects: [closed] }, AT))).toBe('ready')
  expect(readinessOf(findingsOf({ ...ENGINE, state: 'lost' }, AT))).toBe('down')
})

it('tells of parts and of the donor’s inspection without stopping anything', () => {
  const short = { ...ENGINE, parts: [{ part: 'A1', name: 'filter', held: 1, least: 2 }] }
  expect(codes(short)).toEqual(['parts-short'])
  expect(readinessOf(findingsOf(short, AT))).toBe('ready')
  expect(inspectionOn(ENGINE)).toBe('2027-01-01')
  const seen = { on: '2026-05-01', found: 'in-use' as const, note: null, photographs: [], by: 'z' }
  expect(inspectionOn({ ...ENGINE, inspections: [seen] })).toBe('2027-05-01')
  expect(findingsOf(ENGINE, Date.parse('2027-01-01T00:00:00Z')).map((f) => f.code)).toEqual([
    'inspection-due',
  ])
})

it('never gets readier as time goes by', () => {
  const order = ['ready', 'limited', 'down']
  fc.assert(
    fc.property(
      fc.integer({ min: 0, max: 4000 }),
      fc.integer({ min: 0, max: 4000 }),
      fc.integer({ min: 1, max: 3000 }),
      fc.boolean(),
      (first, more, everyDays, stops) => {
        const item = { ...ENGINE, plan: [{ ...task, everyDays, stops }] }
        const on = (days: number) => order.indexOf(readinessOf(findingsOf(item, AT + days * 86_400_000)))
        expect(on(first + more)).toBeGreaterThanOrEqual(on(first))
      },
    ),
  )
})

it('knows a qualification by the crew’s entry until its day, or by the register', () => {
  const member = {
    name: 'C. Pelican',
    unit: 'Coast Watch',
    holder: 'h',
    assets: [],
    qualifications: [{ code: 'boarding', until: '2026-06-02', document: 'no. 1', certificate: null }],
    state: 'active' as const,
  }
  const register = new Map([['h', ['COR-STG']]])
  expect([...heldCodes([member], '2026-06-01', register)]).toEqual(['boarding', 'COR-STG'])
  expect([...heldCodes([member], '2026-06-02', new Map())]).toEqual([])
  expect([...heldCodes([{ ...member, state: 'left' }], '2026-06-01', register)]).toEqual([])
})
