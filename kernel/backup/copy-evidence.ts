import type pg from 'pg'
import { chunkName, leafHashOf } from '../evidence/chunk.ts'
import type { ChunkStore } from '../evidence/chunk-store.ts'
import { withAdmin } from './admin-client.ts'
import type { BackupManifest } from './backup-set.ts'

export interface EvidenceCopy {
  readonly from: ChunkStore
  readonly to: ChunkStore
  /** for asking, outside the snapshot, what has been destroyed since */
  readonly adminUrl: string
  /** false on a database without evidence tables */
  readonly present: boolean
  readonly onProgress: (done: number, total: number) => void
}

interface Copied {
  chunks: number
  bytes: number
  /** numbers of the chunks that are missing or damaged at the source */
  bad: number[]
}

/**
 * Copies every chunk of every finished file of the client's snapshot. Chunks never change, so copying them after the
 * snapshot is consistent; the one thing that can happen meanwhile is that a file is destroyed, and then it stays so.
 */
export async function copyEvidence(
  client: pg.Client,
  copy: EvidenceCopy,
): Promise<BackupManifest['evidence']> {
  const result: BackupManifest['evidence'] = {
    files: 0,
    chunks: 0,
    bytes: 0,
    destroyedMeanwhile: [],
    damaged: [],
  }
  if (!copy.present) return result
  const ids = await finishedFiles(client)
  const copied = new Map<string, Copied>()
  for (const id of ids) {
    copied.set(id, await copyFile(client, id, copy))
    copy.onProgress(copied.size, ids.length)
  }
  const alive = new Set(await finishedNow(copy.adminUrl))
  for (const [id, file] of copied) {
    if (!alive.has(id)) {
      await copy.to.removeFile(id)
      result.destroyedMeanwhile.push(id)
      continue
    }
    result.files += 1
    result.chunks += file.chunks
    result.bytes += file.bytes
    // A backup that stopped at the first damaged chunk would leave all others without one.
    result.damaged.push(...file.bad.map((chunkIndex) => ({ fileId: id, chunkIndex })))
  }
  return result
}

async function copyFile(client: pg.Client, id: string, copy: EvidenceCopy): Promise<Copied> {
  const { rows } = await client.query<{ leaf_hash: Buffer }>(
    'SELECT leaf_hash FROM basinet.evidence_chunk WHERE file_id = $1 ORDER BY chunk_index',
    [id],
  )
  const file: Copied = { chunks: 0, bytes: 0, bad: [] }
  for (const [index, { leaf_hash: leafHash }] of rows.entries()) {
    const name = chunkName(index, leafHash)
    const bytes = await copy.from.get(id, name)
    if (bytes === null || !leafHash.equals(leafHashOf(bytes))) {
      file.bad.push(index)
      continue
    }
    await copy.to.put(id, name, bytes)
    file.chunks += 1
    file.bytes += bytes.length
  }
  return file
}

async function finishedFiles(client: pg.Client): Promise<string[]> {
  const { rows } = await client.query<{ id: string }>(
    `SELECT id::text FROM basinet.evidence_file WHERE state = 'finished' ORDER BY id`,
  )
  return rows.map((row) => row.id)
}

/** Asked on a connection of its own: the snapshot cannot tell what has been destroyed since. */
function finishedNow(adminUrl: string): Promise<string[]> {
  return withAdmin(adminUrl, finishedFiles)
}
