import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { nodePlace, pause, postmasterPid, startNodeProcess, type NodePlace } from './node-process.ts'
import { FULL, seeded } from './random.ts'

const STOPS = FULL ? 25 : 2
/** Until Node has read the first lines of our program nobody can catch a signal, and nothing is open yet. */
const BOOT_MS = 400
const START_MS = 6_000

describe('a node that is told to stop', { timeout: 600_000 }, () => {
  const random = seeded('stop')
  let place: NodePlace

  beforeAll(async () => {
    place = await nodePlace()
  })
  afterAll(() => place.remove())

  it('ends with 0 and takes its database along, also when one wish arrives as several signals', async () => {
    const node = startNodeProcess(place)
    await node.ready
    expect(postmasterPid(place)).not.toBeNull()
    node.child.kill('SIGTERM')
    node.child.kill('SIGTERM')
    node.child.kill('SIGINT')
    expect(await node.kill('SIGINT')).toEqual({ code: 0, signal: null })
    expect(node.output()).toContain('Stopped; everything acknowledged is on disk.')
    expect(postmasterPid(place)).toBeNull()
  })

  it('does so at any moment of its start', async () => {
    const seen: unknown[] = []
    for (let n = 0; n < STOPS; n++) {
      const afterMs = BOOT_MS + random.between(0, START_MS)
      const signal = random.pick(['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
      const node = startNodeProcess(place)
      await pause(afterMs)
      const phase = node.output().includes('Ready:') ? 'ready' : 'starting'
      process.stdout.write(`${signal} after ${afterMs} ms (${phase})\n`)
      const ended = await node.kill(signal)
      const said = node.output().includes('Stopped;') ? 'Stopped' : node.output()
      seen.push({ ...ended, said, database: postmasterPid(place) })
    }
    expect(seen).toEqual(seen.map(() => ({ code: 0, signal: null, said: 'Stopped', database: null })))
    expect(seen).toHaveLength(STOPS)
  })

  it('does so also while its database is away', async () => {
    const node = startNodeProcess(place)
    await node.ready
    process.kill(postmasterPid(place) ?? 0, 'SIGKILL')
    expect(await node.kill('SIGTERM')).toEqual({ code: 0, signal: null })
    expect(postmasterPid(place)).toBeNull()
  })

  it('ends plainly when its port is taken, and leaves nothing running', async () => {
    const first = startNodeProcess(place)
    await first.ready
    const second = startNodeProcess(place)
    expect(await second.ended).toEqual({ code: 1, signal: null })
    expect(second.output()).toMatch(/basinet: .*EADDRINUSE/)
    expect(await first.kill('SIGTERM')).toEqual({ code: 0, signal: null })
    expect(postmasterPid(place)).toBeNull()
  })
})
