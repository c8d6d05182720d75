import pg from 'pg'
import { must } from '@basinet/kernel/contract'
import { createLog, findDatabase, type OpenNode } from '@basinet/node-app'

/** A connection of the node's owner, to count behind it. */
export async function withAdminOf(node: OpenNode): Promise<pg.Client> {
  const found = must(
    await findDatabase(node.config, Buffer.from(node.keyring.subjectMacKey()), createLog('error')),
  )
  // The node owns the cluster; this look at it must not keep the process alive.
  await found.stop()
  const client = new pg.Client({ connectionString: found.adminUrl })
  await client.connect()
  return client
}
