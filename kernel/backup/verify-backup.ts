import { createHash } from 'node:crypto'
import { join } from 'node:path'
import { fail, ok, type Result } from '../contract/result.ts'
import { chunkName, leafHashOf } from '../evidence/chunk.ts'
import { directoryChunkStore } from '../evidence/dir-chunk-store.ts'
import type { Keyring } from '../keys/keyring.ts'
import { EVIDENCE_FOLDER, type BackupManifest, type TablePart } from './backup-set.ts'
import { openSet, type OpenSet } from './open-set.ts'
import { checkPart, readPart } from './part-file.ts'

/** Reads every part and every chunk of a set and compares them with its manifest. Needs no database. */
export async function verifyBackup(
  path: string,
  keyring: Pick<Keyring, 'open'>,
): Promise<Result<BackupManifest>> {
  const set = await openSet(path, keyring)
  if (!set.ok) return set
  const checked = await verifyOpenSet(set.value)
  return checked.ok ? ok(set.value.manifest) : checked
}

export async function verifyOpenSet(set: OpenSet): Promise<Result<true>> {
  for (const table of set.manifest.tables) {
    const found = await checkPart(join(set.path, table.part), table.part, set.part)
    if (!found.ok) return found
    if (found.value.sha256 !== table.sha256 || found.value.bytes !== table.bytes) {
      return fail(
        'backup.part',
        `${table.part} (${table.schema}.${table.table}) is not what the manifest says`,
        table.part,
      )
    }
  }
  return verifyEvidence(set)
}

async function verifyEvidence(set: OpenSet): Promise<Result<true>> {
  const store = directoryChunkStore(join(set.path, EVIDENCE_FOLDER))
  const known = new Set(set.manifest.evidence.damaged.map((chunk) => `${chunk.fileId}/${chunk.chunkIndex}`))
  let chunks = 0
  for await (const { fileId, index, leafHash } of evidenceChunks(set)) {
    if (known.has(`${fileId}/${index}`)) continue
    const bytes = await store.get(fileId, chunkName(index, leafHash))
    if (bytes === null || Buffer.compare(leafHashOf(bytes), leafHash) !== 0) {
      const what = bytes === null ? 'missing from' : 'damaged in'
      return fail(
        'backup.evidence',
        `chunk ${index} of file ${fileId} is ${what} the backup`,
        `${fileId}/${index}`,
      )
    }
    chunks += 1
  }
  const expected = set.manifest.evidence.chunks
  return chunks === expected
    ? ok(true)
    : fail('backup.evidence', `${chunks} chunks of ${expected} are listed`)
}

export interface ListedChunk {
  readonly fileId: string
  readonly index: number
  readonly leafHash: Uint8Array
}

/** Chunks of the finished files in a set, out of its own copy of the tables. */
export async function* evidenceChunks(set: OpenSet): AsyncGenerator<ListedChunk> {
  const finished = new Set<string>()
  for await (const row of rowsOf(set, 'evidence_file')) {
    if (row['state'] === 'finished') finished.add(String(row['id']))
  }
  for (const id of set.manifest.evidence.destroyedMeanwhile) finished.delete(id)
  for await (const row of rowsOf(set, 'evidence_chunk')) {
    const fileId = row['file_id'] ?? ''
    // COPY writes bytea in hex format as \\x…, the backslash doubled.
    const leafHash = Buffer.from((row['leaf_hash'] ?? '').replace(/^\\\\x/, ''), 'hex')
    if (finished.has(fileId)) yield { fileId, index: Number(row['chunk_index']), leafHash }
  }
}

/** Rows of a small-valued table in COPY text format. Values with escapes other than in bytea do not occur in these. */
async function* rowsOf(set: OpenSet, table: string): AsyncGenerator<Record<string, string>> {
  const part = set.manifest.tables.find((entry) => entry.schema === 'basinet' && entry.table === table)
  if (part === undefined) return
  for await (const line of linesOf(set, part)) {
    const values = line.split('\t')
    yield Object.fromEntries(part.columns.map((column, i) => [column, values[i] ?? '']))
  }
}

async function* linesOf(set: OpenSet, table: TablePart): AsyncGenerator<string> {
  let rest = ''
  const decoder = new TextDecoder('utf-8', { fatal: true })
  for await (const piece of readPart(join(set.path, table.part), table.part, set.part)) {
    const lines = (rest + decoder.decode(piece, { stream: true })).split('\n')
    rest = lines.pop() ?? ''
    yield* lines
  }
}

/** Digest by which a migration is known, as `migrate` writes it. */
export function migrationSha256(sql: string): string {
  return createHash('sha256').update(sql).digest('hex')
}
