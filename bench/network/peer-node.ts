import { randomBytes } from 'node:crypto'
import { must } from '@basinet/kernel/contract'
import { startNetwork } from '@basinet/network/node'
import { createLog, openNode, readConfig, readNodeFile } from '@basinet/node-app'
import { regionEnv, type RegionNode } from '../../apps/cli/region/region-file.ts'
import { withAdminOf } from './admin.ts'

/** A receiving node in a process of its own: opens, keeps its links, and says how many copies it has when it is asked. */
const [directory = '', node = ''] = process.argv.slice(2)
const config = must(readConfig(regionEnv(directory, JSON.parse(node) as RegionNode, process.env)))
const file = must(readNodeFile(config.dataDir))
if (file === null) throw new Error('BUG: the region was prepared')
const log = createLog('error')
const opened = must(await openNode(config, file, log))
const network = startNetwork({
  core: opened.core,
  keyring: opened.keyring,
  random: (bytes) => new Uint8Array(randomBytes(bytes)),
  host: config.network.host,
  port: config.network.port,
  process: opened.process,
  room: () => 'free',
  onError: (error, what) => log.error({ err: error }, what),
})
const admin = await withAdminOf(opened)
process.send?.('ready')
process.on('message', (word) => {
  if (word === 'count')
    void admin
      .query<{ n: number }>('SELECT count(*)::int AS n FROM basinet.network_copy')
      .then(({ rows }) => process.send?.({ copies: rows[0]?.n ?? 0 }))
  if (word === 'stop') void stop()
})

async function stop(): Promise<void> {
  await network.stop()
  await admin.end()
  await opened.close()
  process.disconnect()
}
