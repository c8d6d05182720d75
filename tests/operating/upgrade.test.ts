import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { PassThrough } from 'node:stream'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { upgrade } from '../../apps/cli/node/upgrade.ts'
import { nodePlace, runVerb, startNodeProcess, type NodePlace } from '../chaos/node-process.ts'
import { inOwnDatabase } from './own-database.ts'

/** A service node whose database is of a version without the seizure register. */
let place: NodePlace
let backups = ''

beforeAll(async () => {
  place = await nodePlace()
  backups = join(place.dir, 'backups')
  const made = await runVerb(place, ['init', '--nation', 'LCA'])
  if (made.code !== 0) throw new Error(made.stderr)
  await inOwnDatabase(place, (client) =>
    client.query(`DROP FUNCTION basinet.count_seizures, basinet.counted_seizures;
      DROP TABLE basinet.r_seizure, basinet.h_seizure;
      DELETE FROM public.basinet_migration WHERE name LIKE 'seizures/%'`),
  )
}, 180_000)
afterAll(() => place.remove())

it('a service node does not migrate by itself, and says what does', { timeout: 180_000 }, async () => {
  const node = startNodeProcess(place)
  expect(await node.ended).toEqual({ code: 1, signal: null })
  expect(node.output()).toMatch(/older version.*basinet upgrade DIRECTORY/)
})

it('asks where the backup goes, or why there is none', async () => {
  const stdout = new PassThrough()
  const io = { stdin: process.stdin, stdout, stderr: new PassThrough(), env: place.env }
  for (const args of [[], ['--no-backup', ' '], [backups, '--no-backup', 'both']])
    expect(await upgrade(args, io)).toBe(2)
  expect(stdout.read()).toBeNull()
})

it('stays when there is no room for the backup', { timeout: 180_000 }, async () => {
  const file = join(place.dir, 'key', 'below-a-file')
  const stayed = await runVerb(place, ['upgrade', file])
  expect(stayed).toMatchObject({ code: 1, stdout: '' })
  expect(stayed.stderr).toContain('Nothing was changed')
})

it(
  'backs up, migrates, verifies and leaves the node stopped; then it starts',
  { timeout: 300_000 },
  async () => {
    const done = await runVerb(place, ['upgrade', backups])
    expect(done.stderr).toMatch(/backup.*\n.*Migrating.*\n.*audit log/)
    expect(done).toMatchObject({
      code: 0,
      stdout: expect.stringMatching(/^upgraded to .*: 3 migrations; .*sound/),
    })
    const sets = (): string[] => readdirSync(backups).filter((name) => !name.endsWith('.jsonl'))
    const [set] = sets()
    expect(done.stdout).toContain(join(backups, set ?? ''))
    expect(await runVerb(place, ['upgrade', backups])).toMatchObject({
      code: 0,
      stdout: expect.stringContaining('nothing to do'),
    })
    expect(sets()).toEqual([set])

    const node = startNodeProcess(place)
    await node.ready
    expect(await runVerb(place, ['upgrade', '--no-backup', 'the node runs'])).toMatchObject({ code: 0 })
    expect(await node.kill('SIGTERM')).toEqual({ code: 0, signal: null })
    const events = await inOwnDatabase(place, (client) =>
      client.query<{ event: string }>(`SELECT event FROM basinet.audit_leaf WHERE kind = 'node.upgraded'`),
    )
    expect(events.rows).toHaveLength(1)
  },
)
