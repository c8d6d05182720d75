import { expect, test } from 'vitest'
import { checkContribution } from './instruments.ts'

const TODAY = '2026-11-24'
const cash = {
  form: 'cash',
  what: 'Share of the fuel',
  promised: '5000',
  received: null,
  currency: 'XCD',
  on: null,
} as const
const lent = { ...cash, form: 'in-kind', what: 'Two offices', promised: null, currency: null } as const
const code = (given: Parameters<typeof checkContribution>[0]): string => {
  const checked = checkContribution(given, TODAY)
  return checked.ok ? 'ok' : checked.error.code
}

test('a nation’s own contribution says what was promised, or what came and when', () => {
  expect(code(cash)).toBe('ok')
  expect(code({ ...cash, received: '2000', on: '2026-11-01' })).toBe('ok')
  expect(code({ ...cash, promised: null })).toBe('instrument.contribution')
  expect(code({ ...cash, currency: null })).toBe('instrument.currency')
  expect(code({ ...cash, promised: '-1' })).toBe('instrument.contribution-negative')
  expect(code({ ...cash, received: '2000' })).toBe('instrument.contribution-day')
  expect(code({ ...cash, received: '2000', on: '2026-11-25' })).toBe('instrument.future')
})

test('in kind it may be without a price, with the day it was given', () => {
  expect(code({ ...lent, on: '2026-11-01' })).toBe('ok')
  expect(code(lent)).toBe('instrument.contribution')
  expect(code({ ...lent, promised: '900' })).toBe('instrument.currency')
})
