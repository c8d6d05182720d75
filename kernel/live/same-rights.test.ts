import { expect, test } from 'vitest'
import { testSubject } from '../store/test-store.ts'
import { sameRights } from './same-rights.ts'

test('a fresh proof changes no rights; anything else of a subject does', () => {
  const before = testSubject()
  expect(sameRights(before, { ...before, strongAt: '2026-11-24T12:00:00.000Z' })).toBe(true)
  expect(sameRights(before, { ...before, purpose: 'rescue' })).toBe(false)
  expect(sameRights(before, { ...before, clearance: before.clearance - 1 })).toBe(false)
  expect(sameRights(before, { ...before, handling: ['naval'] })).toBe(false)
  expect(sameRights(before, null)).toBe(false)
})
