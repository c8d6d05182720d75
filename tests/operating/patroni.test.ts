import { execFileSync } from 'node:child_process'
import pg from 'pg'
import { expect, it } from 'vitest'
import { signIn, untilUp } from '../chaos/client.ts'
import { createLoad } from '../chaos/load.ts'
import { nodePlace, pause, runVerb, startNodeProcess } from '../chaos/node-process.ts'
import { seeded } from '../chaos/random.ts'
import { faultsOf } from '../chaos/soundness.ts'

/**
 * The drill of docs/operating/patroni.md on a cluster that runs already: BASINET_PATRONI is the migration login's address
 * through the proxy, BASINET_PATRONI_NODE the node's, BASINET_PATRONI_SUPER a superuser's, to look behind row-level security,
 * BASINET_PATRONI_KILL a command that ends the primary's machine.
 */
const { BASINET_PATRONI: adminUrl, BASINET_PATRONI_NODE: url, BASINET_PATRONI_KILL: kill } = process.env
const superUrl = process.env['BASINET_PATRONI_SUPER']
const READY = adminUrl !== undefined && url !== undefined && kill !== undefined && superUrl !== undefined
/** The data directory is wanted for a point-in-time restore afterwards. */
const KEEP = process.env['BASINET_PATRONI_KEEP'] === '1'
const PATIENCE = { timeout: 600_000 }
const BACK_MS = 120_000

it.runIf(!READY)('is not run: no cluster is named in BASINET_PATRONI and its companions', () => {
  expect(adminUrl === undefined || url === undefined || kill === undefined || superUrl === undefined).toBe(
    true,
  )
})

it.runIf(READY)('loses no acknowledged command when the primary dies under load', PATIENCE, async () => {
  if (!READY) throw new Error('BUG: not named')
  const place = await nodePlace({ DATABASE_URL: url, DATABASE_ADMIN_URL: adminUrl })
  const node = startNodeProcess(place)
  const client = await signIn(await node.ready, node.links().get('Administrator') ?? '')
  const load = createLoad(client, seeded('patroni'))
  load.open()
  await load.answered(100)
  const marks = { before: new Date().toISOString(), killedAt: performance.now() }
  execFileSync('/bin/sh', ['-c', kill], { stdio: 'inherit' })
  await load.rest()
  await untilUp(client, BACK_MS, node)
  const backMs = Math.round(performance.now() - marks.killedAt)
  const open = await load.resolve()
  load.open()
  await load.answered(100)
  await load.rest()
  await load.resolve()
  expect(await load.files.compare()).toEqual([])
  await pause(8_000)
  expect(await node.kill('SIGTERM')).toEqual({ code: 0, signal: null })
  const admin = new pg.Client({ connectionString: superUrl })
  await admin.connect()
  expect(await faultsOf(admin, load.given)).toEqual([])
  await admin.end()
  const verified = await runVerb(place, ['audit', 'verify'])
  expect(verified).toMatchObject({ code: 0 })
  const acknowledged = load.given.filter((g) => g.state === 'acknowledged').length
  process.stdout.write(
    `patroni: ${acknowledged} commands acknowledged, ${open.resent} asked again, ${open.left} left open, back after ${backMs} ms; ${verified.stdout.trim()}; killed after ${marks.before}${KEEP ? `; data in ${place.dir}` : ''}\n`,
  )
  if (!KEEP) place.remove()
})
