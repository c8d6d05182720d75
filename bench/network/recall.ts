import { carry } from '../../network/streams/test-exchange.ts'
import { openRegion, type TestNode } from '../../network/node/test-nodes.ts'

const HOLDERS = ['ATG', 'BHS', 'BRB', 'DMA', 'DOM', 'GRD', 'GUY', 'JAM', 'KNA', 'SUR', 'TTO', 'VCT']
const ROUNDS_MAX = 50
/** Statements that make a throw-away cluster as durable as a service one. */
const DURABLE = ['fsync = on', 'full_page_writes = on', 'synchronous_commit = on']

/**
 * Twelve nodes hold a copy; seconds from the label that takes it back to the last signed receipt committed at the owner. All
 * thirteen share this process and one PostgreSQL with fsync on; messages go by hand, without TLS, one holder after the other.
 */
export async function recallByTwelve(): Promise<number> {
  const region = await openRegion(['LCA', ...HOLDERS])
  try {
    const owner = region.node('LCA')
    for (const setting of DURABLE) await owner.db.admin.query(`ALTER SYSTEM SET ${setting}`)
    await owner.db.admin.query('SELECT pg_reload_conf()')
    await region.agree()
    const holders = HOLDERS.map((nation) => region.node(nation))
    const id = await owner.make('held by twelve', HOLDERS)
    for (const holder of holders) await both(owner, holder)
    const held = await Promise.all(holders.map((holder) => holder.read(id)))
    if (held.some((copy) => copy === null)) throw new Error('BUG: every holder has its copy')
    const begun = performance.now()
    await owner.relabel(id, { releaseTo: [] })
    await owner.follow()
    for (let round = 0; round < ROUNDS_MAX; round++) {
      for (const holder of holders) await both(owner, holder)
      const [due] = await owner.rows<{ n: number }>(
        `SELECT count(*)::int AS n FROM basinet.network_recall_due WHERE state = 'done' AND receipt IS NOT NULL`,
      )
      if (due?.n === HOLDERS.length) return (performance.now() - begun) / 1000
    }
    throw new Error(`the receipts did not come in ${ROUNDS_MAX} rounds`)
  } finally {
    await region.close()
  }
}

async function both(one: TestNode, other: TestNode): Promise<void> {
  await carry(one as never, other as never)
  await carry(other as never, one as never)
}
