import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { CLOCK_SETTLE_MS, openTrustedClock, type HighWaterStore, type RunningClock } from './trusted-clock.ts'

const START = Date.parse('2026-11-24T20:30:00Z')
const DAY = 86_400_000
const MINUTE = 60_000

/** One machine: a wall clock that may be set, a monotonic one that may not, and a disk. */
class Machine {
  wallMs = START
  readingMs = 1000.25
  stored: number | null = null
  readonly highWater: HighWaterStore = {
    read: () => Promise.resolve(this.stored === null ? null : new Date(this.stored)),
    write: (time) => {
      this.stored = Math.max(this.stored ?? 0, time.getTime())
      return Promise.resolve()
    },
  }

  pass(ms: number): void {
    this.wallMs += ms
    this.readingMs += ms
  }

  boot(): Promise<RunningClock> {
    return openTrustedClock({
      wall: () => new Date(this.wallMs),
      monotonicMs: () => this.readingMs,
      highWater: this.highWater,
    })
  }
}

const calm = { alarm: false, behindMs: 0, aheadMs: 0 }

test('an untouched clock is the wall clock', async () => {
  const machine = new Machine()
  const clock = await machine.boot()
  machine.pass(5000)
  expect(clock.now()).toEqual(new Date(START + 5000))
  expect(clock.state()).toEqual(calm)
})

describe('a clock set back', () => {
  test('goes on counting, and raises the alarm beyond two minutes', async () => {
    const machine = new Machine()
    const clock = await machine.boot()
    clock.now()
    machine.wallMs -= 2 * MINUTE
    expect(clock.state()).toEqual({ alarm: false, behindMs: 2 * MINUTE, aheadMs: 0 })
    machine.wallMs -= 1
    machine.pass(10_000)
    expect(clock.state()).toEqual({ alarm: true, behindMs: 2 * MINUTE + 1, aheadMs: 0 })
    expect(clock.now()).toEqual(new Date(START + 10_000))
  })

  test('goes on counting however often it is asked', async () => {
    const machine = new Machine()
    const clock = await machine.boot()
    machine.wallMs -= DAY
    for (let i = 0; i < 10_000; i++) {
      machine.pass(0.3)
      clock.now()
    }
    expect(clock.now().getTime()).toBeGreaterThanOrEqual(START + 2999)
  })

  test('over a restart is held by the saved mark', async () => {
    const machine = new Machine()
    const before = await machine.boot()
    machine.pass(DAY)
    await before.save()
    machine.wallMs -= 30 * DAY
    const after = await machine.boot()
    expect(after.state()).toMatchObject({ alarm: true, behindMs: 30 * DAY })
    machine.pass(MINUTE)
    expect(after.now()).toEqual(new Date(START + DAY + MINUTE))
    machine.wallMs += 30 * DAY
    machine.pass(CLOCK_SETTLE_MS)
    expect(after.state()).toEqual(calm)
  })

  test('behind what a witness signed is held by the witness', async () => {
    const machine = new Machine()
    const clock = await machine.boot()
    clock.witnessed(new Date(START + 3 * DAY))
    expect(clock.now()).toEqual(new Date(START + 3 * DAY))
    expect(clock.state()).toMatchObject({ alarm: true, behindMs: 3 * DAY })
    clock.witnessed(new Date(START - DAY))
    expect(clock.now()).toEqual(new Date(START + 3 * DAY))
    await clock.save()
    expect(machine.stored).toBe(START + 3 * DAY)
  })
})

describe('a clock set forward while running', () => {
  test('is not believed at once, and a slip that is mended leaves nothing behind', async () => {
    const machine = new Machine()
    const clock = await machine.boot()
    machine.wallMs += 73 * 365 * DAY
    machine.pass(MINUTE)
    expect(clock.now()).toEqual(new Date(START + MINUTE))
    expect(clock.state()).toMatchObject({ alarm: true, aheadMs: 73 * 365 * DAY })
    await clock.save()
    machine.wallMs -= 73 * 365 * DAY
    machine.pass(MINUTE)
    expect(clock.state()).toEqual(calm)
    expect(machine.stored).toBe(START + MINUTE)
  })

  test('is believed when it has stood long enough', async () => {
    const machine = new Machine()
    const clock = await machine.boot()
    machine.wallMs += DAY
    expect(clock.state().alarm).toBe(true)
    machine.pass(CLOCK_SETTLE_MS)
    expect(clock.now()).toEqual(new Date(START + DAY + CLOCK_SETTLE_MS))
    expect(clock.state()).toEqual(calm)
  })

  test('by a few minutes is an ordinary correction', async () => {
    const machine = new Machine()
    const clock = await machine.boot()
    machine.wallMs += 4 * MINUTE
    expect(clock.now()).toEqual(new Date(START + 4 * MINUTE))
    expect(clock.state()).toEqual(calm)
  })
})

test('whatever is done to the wall clock, trusted time never runs backwards, also over saved restarts', async () => {
  const step = fc.record({
    set: fc.integer({ min: -400 * DAY, max: 400 * DAY }),
    pass: fc.integer({ min: 0, max: DAY }),
    reboot: fc.boolean(),
  })
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 20 }), async (steps) => {
      const machine = new Machine()
      let clock = await machine.boot()
      let last = 0
      for (const { set, pass, reboot } of steps) {
        machine.wallMs += set
        machine.pass(pass)
        const now = clock.now().getTime()
        expect(now).toBeGreaterThanOrEqual(last)
        last = now
        if (!reboot) continue
        await clock.save()
        machine.readingMs = 0
        clock = await machine.boot()
      }
    }),
    { numRuns: process.env['BASINET_FULL'] === '1' ? 5000 : 200 },
  )
})
