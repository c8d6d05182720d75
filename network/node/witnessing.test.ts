import { afterAll, beforeAll, expect, it } from 'vitest'
import { verifyAudit } from '@basinet/kernel/audit'
import { must } from '@basinet/kernel/contract'
import { sealedSubject, nodeSubject } from '@basinet/kernel/record'
import { noteSigner, parseNote, signCheckpoint } from '@basinet/transparency-log'
import { asNetwork } from './db.ts'
import { closeAlarm, openAlarms } from './log-alarms.ts'
import { openRegion, type TestNode, type TestRegion } from './test-nodes.ts'
import { originOfNation, readWitnessed, Witnessing } from './witnessing.ts'

let region: TestRegion
let lca: TestNode
let brb: TestNode
const witnessing = new Map<string, Witnessing>()
let down = false

beforeAll(async () => {
  region = await openRegion(['LCA', 'BRB'])
  lca = region.node('LCA')
  brb = region.node('BRB')
  await region.agree({ purposes: ['search-and-rescue'] })
  for (const { nation, engine } of region.nodes)
    witnessing.set(
      nation,
      new Witnessing(engine.parts, engine.store, async (to, request) => {
        if (down) return null
        const answer = await witnessing.get(to)!.answer(nation, request)
        return answer.ok ? answer.value : null
      }),
    )
})
afterAll(() => region.close())

const standing = () => asNetwork(lca.db.core, (db) => readWitnessed(db))
const alarms = (node: TestNode) => asNetwork(node.db.core, (db) => openAlarms(db))
const size = async (): Promise<number> =>
  Number(
    (await lca.rows<{ n: string }>('SELECT coalesce(max(seq) + 1, 0) AS n FROM basinet.audit_leaf'))[0]?.n,
  )

it('has its log cosigned and mirrored, and says since when it is not', async () => {
  await lca.make('first', ['BRB'])
  await lca.flush()
  await witnessing.get('LCA')!.round()
  const first = await standing()
  expect(first).toMatchObject({ quorum: 1, of: 1, standings: { BRB: 'cosigned' } })
  expect(first.health).toMatchObject({ unwitnessedSinceMs: null, size: await size() })
  expect(must(parseNote(first.note!)).signatures.map((s) => s.name)).toContain('basinet/BRB/witness')
  const mirrored = await brb.rows<{ size: string }>('SELECT size FROM basinet.mirror_log')
  expect(mirrored.map((m) => Number(m.size))).toEqual([await size()])

  down = true
  region.clock.now = new Date(region.clock.now.getTime() + 60_000)
  await lca.make('second', ['BRB'])
  await lca.flush()
  await witnessing.get('LCA')!.round()
  expect(await standing()).toMatchObject({
    health: { unwitnessedSinceMs: region.clock.now.getTime() },
    standings: { BRB: 'unreachable' },
    note: first.note,
  })
  down = false
  await witnessing.get('LCA')!.round()
  expect((await standing()).health.unwitnessedSinceMs).toBeNull()
})

it('takes lost leaves back from a witness after a restore, and logs first what it lost', async () => {
  const backup = { size: await size() }
  await lca.db.admin.query('CREATE TEMP TABLE tiles AS SELECT * FROM basinet.audit_tile')
  await lca.make('written after the backup', ['BRB'])
  await lca.flush()
  await witnessing.get('LCA')!.round()
  const lost = (await size()) - backup.size
  expect(lost).toBeGreaterThan(0)
  await lca.db.admin.query('DELETE FROM basinet.audit_leaf WHERE seq >= $1', [backup.size])
  await lca.db.admin.query('DELETE FROM basinet.checkpoint WHERE size > $1', [backup.size])
  await lca.db.admin.query(
    'DELETE FROM basinet.audit_tile; INSERT INTO basinet.audit_tile SELECT * FROM tiles',
  )
  await lca.db.admin.query(
    `UPDATE basinet.lease SET holder = 'restored', until = 'infinity' WHERE name = 'sequencer'`,
  )

  await lca.make('written while it asks', ['BRB'])
  expect(await size()).toBe(backup.size)
  down = true
  expect(await witnessing.get('LCA')!.recover()).toContain('nobody answered')
  down = false
  expect(await witnessing.get('LCA')!.recover()).toBeNull()
  await lca.flush()
  await witnessing.get('LCA')!.round()
  expect(await standing()).toMatchObject({
    standings: { BRB: 'cosigned' },
    health: { unwitnessedSinceMs: null },
  })

  const { core, store } = lca.db
  const subject = sealedSubject(core, nodeSubject('LCA'), core.now())
  const head = await lca.rows<{ kind: string }>('SELECT kind FROM basinet.audit_leaf WHERE seq = $1', [
    backup.size + lost,
  ])
  expect(head).toEqual([{ kind: 'log.recovered' }])
  const keys = [lca.auditKey]
  const verdict = await store.run(subject, { readOnly: true }, (tx) =>
    verifyAudit(tx, originOfNation('LCA'), keys),
  )
  expect(verdict).toMatchObject({ ok: true, lost, fault: null })
  expect(await alarms(lca)).toEqual([])
})

it('raises a red alarm at every node when a log signs a second history, until a person closes it', async () => {
  const key = lca.engine.parts.signer()
  const signer = must(noteSigner(originOfNation('LCA'), key.publicKey, (message) => key.sign(message)))
  const { health } = await standing()
  const forged = {
    origin: originOfNation('LCA'),
    size: health.witnessed!.size,
    root: new Uint8Array(32).fill(7),
  }
  const note = must(signCheckpoint({ ...forged, extensions: [] }, signer))
  const port = witnessing.get('LCA')!.ports(['BRB'])[0]!
  expect(await port.addCheckpoint(`old ${forged.size}\n\n${note}`)).toMatchObject({ status: 422 })
  expect(await alarms(brb)).toMatchObject([
    { nation: 'LCA', kind: 'split-view', weight: 'proven', toldBy: 'BRB' },
  ])
  await region.settle()
  const told = await alarms(lca)
  expect(told).toMatchObject([{ nation: 'LCA', kind: 'split-view', weight: 'proven', toldBy: 'BRB' }])
  const at = lca.db.core.now()
  expect(await asNetwork(lca.db.core, (db) => closeAlarm(db, told[0]!.id, 'the key was stolen', at))).toBe(
    true,
  )
  expect(await alarms(lca)).toEqual([])
})
