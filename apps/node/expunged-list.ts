import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { currentExpungedList, EXPUNGED_NAME, keepExpungedList } from '@basinet/kernel/backup'
import { nodeSubject, sealedSubject } from '@basinet/kernel/record'
import { backupPlaces } from './backup-places.ts'
import type { OpenNode } from './open-node.ts'

/** An expungement is on the list at most this long after it was made, in milliseconds. */
const LOOK_EVERY_MS = 60_000
/** A list without anything new is signed as complete this often, in milliseconds. */
const SIGN_EVERY_MS = 3_600_000

/**
 * Keeps the list of expungements in the data directory and beside every backup that was made from here, so that a restore
 * can take out again what an older set still holds. Each process does so for its own data directory.
 */
export function startExpungedList(node: OpenNode): { stop(): Promise<void> } {
  const state = { newest: '', signedAt: 0 }
  let running: Promise<void> = Promise.resolve()
  const look = (force: boolean): void => {
    running = running
      .then(() => round(node, state, force))
      .catch((error: unknown) => node.log.warn({ err: error }, 'the list of expungements could not be kept'))
  }
  look(true)
  const timer = setInterval(() => look(false), LOOK_EVERY_MS)
  return {
    async stop() {
      clearInterval(timer)
      look(true)
      await running
    },
  }
}

async function round(
  node: OpenNode,
  state: { newest: string; signedAt: number },
  force: boolean,
): Promise<void> {
  // Only what a checkpoint covers can be proven, and the last round comes before the node's own last checkpoint.
  if (force) await node.sequencer.flush()
  const at = node.core.now()
  const newest = await newestExpungement(node)
  if (!force && newest === state.newest && at.getTime() - state.signedAt < SIGN_EVERY_MS) return
  const { dataDir } = node.config
  const keeper = { origin: node.origin, keyring: node.keyring }
  const own = await currentExpungedList(join(dataDir, EXPUNGED_NAME), keeper)
  if (!own.ok) throw new Error(own.error.message)
  for (const place of [dataDir, ...backupPlaces(dataDir)]) {
    // A place that is not there is not made: it is a disk that is not mounted.
    if (!existsSync(place)) {
      node.log.warn(
        { place },
        'the list of expungements is not kept beside these backups: the place is not there',
      )
      continue
    }
    const kept = await node.store.run(asNode(node), { readOnly: true }, (tx) =>
      keepExpungedList(tx, keeper, place, at, [own.value]),
    )
    if (!kept.ok) node.log.error({ place, why: kept.error.message }, 'the list of expungements is damaged')
  }
  state.newest = newest
  state.signedAt = at.getTime()
}

const asNode = (node: OpenNode): ReturnType<typeof sealedSubject> =>
  sealedSubject(node.core, nodeSubject(node.file.nation), node.core.now())

/** Number of the newest one that a checkpoint covers. */
async function newestExpungement(node: OpenNode): Promise<string> {
  const { rows } = await node.store.run(asNode(node), { readOnly: true }, (tx) =>
    tx.client.query<{ seq: string }>(
      `SELECT coalesce(max(seq), -1)::text AS seq FROM basinet.audit_leaf
       WHERE kind = 'record.expunged' AND seq < (SELECT coalesce(max(size), 0) FROM basinet.checkpoint)`,
    ),
  )
  return rows[0]?.seq ?? '-1'
}
