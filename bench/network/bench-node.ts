import { openTestStore, type TestStore } from '@basinet/kernel/store/test-store'
import { Peer } from '../../network/node/peer.ts'
import { networkTestModules } from '../../network/node/test-nodes.ts'
import { SqlStore, type SqlTx } from '../../network/streams/index.ts'
import { testNode, threeNations, type TestNode } from '../../network/streams/test-exchange.ts'

/** Statements that make a throw-away cluster as durable as a service one. */
const DURABLE = ['fsync = on', 'full_page_writes = on', 'synchronous_commit = on']

export interface BenchNode {
  readonly db: TestStore
  readonly node: TestNode<SqlTx>
  readonly peer: Peer
  /** What PostgreSQL says of itself. */
  readonly durable: string
  applied(): Promise<number>
  close(): Promise<void>
}

/** A nation's streams in PostgreSQL with fsync on, under a clock that runs; an envelope's effect is one row. */
export async function openBenchNode(nation: string, partner: string, linkUp: boolean): Promise<BenchNode> {
  const db = await openTestStore({ nation, modules: networkTestModules() })
  for (const setting of DURABLE) await db.admin.query(`ALTER SYSTEM SET ${setting}`)
  await db.admin.query('SELECT pg_reload_conf()')
  await db.admin.query('CREATE TABLE basinet.bench_effect (id uuid PRIMARY KEY, content jsonb)')
  await db.admin.query('GRANT SELECT, INSERT ON basinet.bench_effect TO basinet_app')
  const node = testNode(threeNations(), nation, new SqlStore(db.core))
  const begun = performance.now()
  const at = node.knobs.now
  const clock = setInterval(() => (node.knobs.now = at + Math.round(performance.now() - begun)), 20)
  node.knobs.ingest = (received, tx) => {
    const ids = received.map((r) => r.envelope.id)
    const contents = received.map((r) => JSON.stringify(r.envelope.content))
    // Sent at once and awaited by the transaction's commit, which comes behind it on the same connection.
    void (tx as SqlTx).db.client.query(
      'INSERT INTO basinet.bench_effect SELECT * FROM unnest($1::uuid[], $2::jsonb[])',
      [ids, contents],
    )
    return received.map(() => ({ kind: 'applied' }))
  }
  const count = async (): Promise<number> => {
    const { rows } = await db.admin.query<{ n: string }>('SELECT count(*) AS n FROM basinet.bench_effect')
    return Number(rows[0]?.n)
  }
  const { rows } = await db.admin.query<{ fsync: string; version: string }>(
    `SELECT current_setting('fsync') AS fsync, current_setting('server_version') AS version`,
  )
  return {
    db,
    node,
    peer: new Peer(partner, node.exchange, () => linkUp),
    durable: `PostgreSQL ${rows[0]?.version ?? ''}, fsync ${rows[0]?.fsync ?? ''}`,
    applied: count,
    async close() {
      clearInterval(clock)
      await db.close()
    },
  }
}
