import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { stateAt, watchDisk, type DiskReading, type DiskWatchOptions } from './disk.ts'

const LIMITS = { lowBytes: 4000, fullBytes: 1000 }

/** A watch over directories with these free bytes, looked at by hand only. */
async function watching(free: Record<string, number>, more: Partial<DiskWatchOptions> = {}) {
  const changes: string[] = []
  const errors: unknown[] = []
  const watch = await watchDisk({
    directories: Object.keys(free),
    limits: LIMITS,
    statfs: async (directory) => {
      const bavail = free[directory]
      if (bavail === undefined) throw new Error('unplugged')
      return { bavail: bavail / 10, bsize: 10 }
    },
    onChange: (now, before) => void changes.push(`${before.state}>${now.state}`),
    onError: (error) => void errors.push(error),
    everyMs: 1_000_000,
    ...more,
  })
  return { watch, changes, errors }
}

describe('the watch', () => {
  test('goes through its states, tells each change once and refuses only when full', async () => {
    const free = { data: 5000 }
    const { watch, changes } = await watching(free)
    expect(watch.reading()).toEqual({ state: 'ok', freeBytes: 5000, directory: 'data' })
    const seen: [DiskReading['state'], string | undefined][] = []
    for (const bytes of [3990, 3000, 990, 500, 1050, 1100, 4100, 4400, 5000]) {
      free.data = bytes
      seen.push([(await watch.look()).state, watch.refusal()?.code])
    }
    expect(seen).toEqual([
      ['low', undefined],
      ['low', undefined],
      ['full', 'node.disk-full'],
      ['full', 'node.disk-full'],
      // Above the limit, not yet above it by a tenth.
      ['full', 'node.disk-full'],
      ['low', undefined],
      ['low', undefined],
      ['ok', undefined],
      ['ok', undefined],
    ])
    expect(changes).toEqual(['ok>low', 'low>full', 'full>low', 'low>ok'])
    watch.stop()
  })

  test('tells of a disk that is full at the start', async () => {
    const { watch, changes } = await watching({ data: 100 })
    expect(changes).toEqual(['ok>full'])
    expect(watch.refusal()?.code).toBe('node.disk-full')
    watch.stop()
  })

  test('takes the fullest directory, and keeps its reading when one cannot be looked at', async () => {
    const free: Record<string, number> = { data: 9000, database: 2000 }
    const { watch, errors } = await watching(free)
    expect(watch.reading()).toEqual({ state: 'low', freeBytes: 2000, directory: 'database' })
    delete free['data']
    free['database'] = 9000
    expect(await watch.look()).toEqual({ state: 'low', freeBytes: 2000, directory: 'database' })
    expect(errors).toHaveLength(1)
    watch.stop()
  })

  test('reads a real file system', async () => {
    const directory = await mkdtemp(join(tmpdir(), 'basinet-disk-'))
    const watch = await watchDisk({
      directories: [directory],
      limits: { lowBytes: 2, fullBytes: 1 },
      onChange: () => undefined,
      onError: (error) => {
        throw error
      },
    })
    expect(watch.reading().freeBytes).toBeGreaterThan(0)
    watch.stop()
    await rm(directory, { recursive: true })
  })
})

test('the state is never better than the limits say, and does not flap at a limit', () => {
  const states = ['ok', 'low', 'full'] as const
  fc.assert(
    fc.property(fc.array(fc.nat(6000), { maxLength: 50 }), (series) => {
      let state: (typeof states)[number] = 'ok'
      for (const free of series) {
        const next = stateAt(free, state, LIMITS)
        const due = free < LIMITS.fullBytes ? 'full' : free < LIMITS.lowBytes ? 'low' : 'ok'
        expect(states.indexOf(next)).toBeGreaterThanOrEqual(states.indexOf(due))
        // Looking again at the same space changes nothing.
        expect(stateAt(free, next, LIMITS)).toBe(next)
        const better = states.indexOf(next) < states.indexOf(state)
        expect(!better || free >= LIMITS.fullBytes * 1.1).toBe(true)
        state = next
      }
    }),
    { numRuns: process.env['BASINET_FULL'] === '1' ? 10_000 : 200 },
  )
})
