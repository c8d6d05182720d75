import { expect, it, vi } from 'vitest'
import { gathered } from './gathered.ts'

it('does the first at once, the next ones together at the end, and what is urgent at once', () => {
  vi.useFakeTimers()
  let done = 0
  const work = gathered(1000, () => {
    done += 1
  })
  for (let i = 0; i < 500; i++) work.call(false)
  expect(done).toBe(1)
  work.call(true)
  expect(done).toBe(2)
  vi.advanceTimersByTime(1000)
  expect(done).toBe(3)
  vi.advanceTimersByTime(5000)
  expect(done).toBe(3)
  work.call(false)
  expect(done).toBe(4)
  work.stop()
  vi.useRealTimers()
})
