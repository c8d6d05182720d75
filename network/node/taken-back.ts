import { readRelease, releasedRevisions } from '@basinet/kernel/copies'
import type { EnvelopeMeta, SqlTx } from '../streams/index.ts'
import { streamPolicy } from './flow.ts'
import type { Parts } from './parts.ts'

/**
 * Ids of queued envelopes whose record may not leave to the partner any more: its label releases it there no longer, or it
 * was changed while it waited and under the label it has now no agreement lets it go.
 */
export async function takenBack(
  parts: Parts,
  tx: SqlTx,
  metas: readonly EnvelopeMeta[],
  to: string,
): Promise<ReadonlySet<string>> {
  const own = metas.flatMap((meta) =>
    meta.record === null || meta.label.owner !== parts.me ? [] : [{ meta, record: meta.record }],
  )
  if (own.length === 0) return new Set()
  const revisions = await releasedRevisions(
    tx.db,
    own.map(({ meta, record }) => ({ type: meta.type, id: record.id })),
    to,
  )
  const gone = new Set<string>()
  for (const [i, { meta, record }] of own.entries()) {
    const rev = revisions[i] ?? null
    if (rev !== null && (rev === record.rev || (await leavesAsItIs(parts, tx, meta, record.id, to)))) continue
    gone.add(meta.id)
  }
  return gone
}

async function leavesAsItIs(
  parts: Parts,
  tx: SqlTx,
  meta: EnvelopeMeta,
  record: string,
  to: string,
): Promise<boolean> {
  const decl = parts.core.registry.record(meta.type)
  const now = decl === undefined ? null : await readRelease(tx.db, decl, record, to)
  if (now === null) return false
  const policy = streamPolicy(parts.state, parts.me)
  return policy.mayLeave({ ...meta, label: now.label }, to, tx.db.at.getTime()) === null
}
