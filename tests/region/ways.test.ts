import { readdirSync, readFileSync, renameSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Client } from '../chaos/client.ts'
import { runVerb } from '../chaos/node-process.ts'
import {
  give,
  giveEntry,
  networkHealth,
  openEntry,
  prepareRunning,
  receiptOf,
  until,
  type RunningRegion,
} from './running-region.ts'

/** Three nodes as processes, killed: the full run alone. */
const full = process.env['BASINET_FULL'] === '1'
const LIMIT_MS = 900_000

let region: RunningRegion
let lca: Client
let brb: Client

const reads = (client: Client, id: string) =>
  until(`${id} is read`, async () => {
    const answer = await openEntry(client, id)
    return answer.kind === 'done' ? (answer.body['record'] as { body: { text: string } }) : null
  })

function filesOf(dir: string): string[] {
  return readdirSync(dir, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((path) => statSync(path).size > 0)
}

describe.runIf(full)('three nodes and the ways between them', () => {
  beforeAll(async () => {
    region = await prepareRunning(['LCA', 'BRB', 'REG'])
    lca = await region.start('LCA')
    brb = await region.start('BRB')
    await region.start('REG')
  }, 600_000)
  afterAll(async () => region?.close(), 300_000)

  it(
    'goes over the regional body where no link reaches, through its death, unread, and the receipt comes back so',
    async () => {
      expect(await runVerb(region.place('LCA'), ['network', 'cut', 'BRB'])).toMatchObject({ code: 0 })
      await until('cut', async () =>
        (await networkHealth(lca))?.links.some((l) => l.peer === 'BRB' && l.state === 'cut') === true
          ? true
          : null,
      )
      await region.node('BRB').kill('SIGKILL')
      const text = 'Relayed: drifting pirogue off Vieux Fort, two persons'
      const { id, share } = await giveEntry(lca, text, ['BRB'])
      const kept = join(region.place('REG').dataDir, 'relay')
      const left = await until('it lies at the regional body', async () => {
        const files = filesOf(kept)
        return files.length > 0 ? files : null
      })
      for (const file of left) expect(readFileSync(file).includes('pirogue')).toBe(false)
      await region.node('REG').kill('SIGKILL')
      await region.start('REG')
      brb = await region.start('BRB')
      expect((await reads(brb, id)).body.text).toBe(text)

      await give(lca, 'share.take-back', {
        recordId: share.recordId,
        expectedRev: share.rev,
        reason: 'relayed by mistake',
        input: {},
      })
      expect(await until('the receipt', () => receiptOf(lca, id, 'BRB'))).toMatchObject({ state: 'done' })
      expect(await openEntry(brb, id)).toMatchObject({ kind: 'refused', status: 404 })
      expect(await runVerb(region.place('LCA'), ['network', 'restore', 'all'])).toMatchObject({ code: 0 })
    },
    LIMIT_MS,
  )

  it(
    'restored from a backup it takes what it lost from its witnesses, forks nothing, and only then writes',
    async () => {
      const settled = () =>
        until('every leaf is witnessed', async () => {
          const log = (await networkHealth(lca))?.log ?? null
          return log !== null && log.unwitnessedSince === null && log.recovering === null ? log : null
        })
      const before = await giveEntry(lca, 'In the backup', ['BRB'])
      await reads(brb, before.id)
      const backup = await runVerb(region.place('LCA'), ['backup', join(region.dir, 'backups')])
      expect(backup).toMatchObject({ code: 0 })
      const lost = await giveEntry(lca, 'Lost with the machine, held abroad', ['BRB'])
      await reads(brb, lost.id)
      await settled()
      await region.node('LCA').kill('SIGKILL')
      await region.node('BRB').kill('SIGKILL')
      const { dataDir } = region.place('LCA')
      renameSync(dataDir, `${dataDir}-lost`)
      expect(await runVerb(region.place('LCA'), ['restore', backup.stdout.trim()])).toMatchObject({ code: 0 })

      lca = await region.start('LCA')
      // With one of its two witnesses away there is nobody to ask: it says why, and writes nothing.
      await until('it waits', async () => ((await networkHealth(lca))?.log?.recovering ? true : null))
      const refused = await lca.call('POST', '/api/v1/commands/watch-log-entry.write', {
        commandId: '7b0e4a52-3f0c-4d3e-9a51-2f6f1d7c9e01',
        input: { kind: 'observation', text: 'too early' },
      })
      // 503: the client takes what a server cannot do now for one that is down.
      expect(refused).toMatchObject({ kind: 'down', why: expect.stringContaining('node.restored') })
      brb = await region.start('BRB')
      await settled()
      // The gate opens a moment after the log says that nothing is awaited.
      const after = await until('it writes', () =>
        giveEntry(lca, 'Written after the restore', ['BRB']).catch((error: unknown) => {
          if (String(error).includes('node.restored')) return null
          throw error
        }),
      )
      expect((await reads(brb, after.id)).body.text).toBe('Written after the restore')
      expect((await reads(brb, lost.id)).body.text).toBe('Lost with the machine, held abroad')
      // An alarm about the restored log stays until a person closes it; nobody else's log is doubted.
      for (const client of [lca, brb])
        for (const { nation } of (await networkHealth(client))?.alarms ?? []) expect(nation).toBe('LCA')
      const verified = await runVerb(region.place('LCA'), ['audit', 'verify'])
      expect([verified.code, verified.stderr]).toEqual([0, ''])
    },
    LIMIT_MS,
  )
})
