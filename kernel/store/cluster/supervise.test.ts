import { appendFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { must } from '../../contract/result.ts'
import { openCluster, systemClock } from './index.ts'
import type { Cluster, ClusterClock, ClusterEvent } from './index.ts'
import { ask, killPostmaster, postmasterPid, removeScratch, scratchDirectory } from './test-holder.ts'

const PATIENCE_MS = 60_000
const CRASHES = process.env['BASINET_FULL'] === '1' ? 20 : 2
const quiet = { info: () => undefined, warn: () => undefined }

/** Real waits, but none longer than this, so that all the restart delays pass in a moment. */
const hasty: ClusterClock = {
  now: () => systemClock.now(),
  sleep: (milliseconds, signal) => systemClock.sleep(Math.min(milliseconds, 50), signal),
}

describe('supervision of a running cluster', { timeout: 120_000 }, () => {
  let scratch = ''
  let pgData = ''
  let cluster: Cluster
  const events: ClusterEvent[] = []

  beforeEach(async () => {
    scratch = scratchDirectory()
    pgData = join(scratch, 'data/database/cluster')
    cluster = must(await openCluster({ dataDir: join(scratch, 'data'), log: quiet, clock: hasty }))
    events.length = 0
    cluster.onCrash((event) => events.push(event))
  })
  afterEach(async () => {
    await cluster.stop()
    await removeScratch(scratch, [pgData])
  })

  it('brings a killed server back with everything committed', { timeout: CRASHES * 30_000 }, async () => {
    await ask(cluster.adminUrl, 'create table kept (n int)')
    for (let n = 1; n <= CRASHES; n++) {
      await ask(cluster.adminUrl, 'insert into kept values ($1)', [n])
      const pid = postmasterPid(pgData)
      killPostmaster(pgData)
      await expect
        .poll(() => events.filter((event) => event.kind === 'restarted'), { timeout: PATIENCE_MS })
        .toHaveLength(n)
      expect(postmasterPid(pgData)).not.toBe(pid)
      expect(await ask(cluster.adminUrl, 'select count(*)::int as n from kept')).toEqual([{ n }])
    }
    expect(events[0]).toMatchObject({ kind: 'crashed', reason: expect.stringContaining('ended') })
  })

  it('gives up after a bounded number of attempts and says why', async () => {
    appendFileSync(join(pgData, 'postgresql.conf'), '\nno_such_setting = 1\n')
    killPostmaster(pgData)
    await expect.poll(() => events.at(-1)?.kind, { timeout: PATIENCE_MS }).toBe('gave-up')
    expect(events.at(-1)).toMatchObject({ attempts: 8, reason: expect.stringContaining('no_such_setting') })
  })
})
