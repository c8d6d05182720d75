import { expect, it } from 'vitest'
import { clockOf } from './clock.ts'

const at = new Date('2026-11-24T06:00:00.000Z')
const clocks = { acknowledgeHours: 4, answerHours: 48, coreDataHours: null }

it('takes the agreement’s time, or the wish where it is sooner, and says whose it is', () => {
  expect(clockOf(clocks, at, null)).toEqual({
    acknowledgeBy: '2026-11-24T10:00:00.000Z',
    answerBy: '2026-11-26T06:00:00.000Z',
    clock: 'agreement',
  })
  const soon = '2026-11-24T08:00:00.000Z'
  expect(clockOf(clocks, at, soon)).toMatchObject({ answerBy: soon, clock: 'asked' })
  expect(clockOf(clocks, at, '2026-12-24T06:00:00.000Z')).toMatchObject({ clock: 'agreement' })
})

it('invents no time where none was agreed or asked', () => {
  const none = { acknowledgeHours: null, answerHours: null, coreDataHours: null }
  expect(clockOf(none, at, null)).toEqual({ acknowledgeBy: null, answerBy: null, clock: 'none' })
  expect(clockOf(null, at, null)).toEqual({ acknowledgeBy: null, answerBy: null, clock: 'none' })
})
