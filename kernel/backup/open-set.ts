import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { Value } from 'typebox/value'
import { fail, ok, type Result } from '../contract/result.ts'
import { isAbsent } from '../keys/durable-file.ts'
import type { Keyring } from '../keys/keyring.ts'
import { BackupHeader, BackupManifest, HEADER_NAME, MANIFEST_PART } from './backup-set.ts'
import { PartError, readPart, type PartKey } from './part-file.ts'

/** Most bytes of a manifest: tables and partitions of a large node, not an evidence list. */
const MANIFEST_BYTES_MAX = 256 * 1024 * 1024

/** A set whose key fits and whose manifest is authentic. */
export interface OpenSet {
  readonly path: string
  readonly manifest: BackupManifest
  readonly part: Omit<PartKey, 'random'>
}

/** Fails with `backup.absent`, `backup.header`, `backup.part` or the keyring's own codes. */
export async function openSet(path: string, keyring: Pick<Keyring, 'open'>): Promise<Result<OpenSet>> {
  const header = await readHeader(path)
  if (!header.ok) return header
  const key = keyring.open('backup', header.value.id, header.value.wrappedKey)
  if (!key.ok) return key
  const part = { setId: header.value.id, key: key.value }
  const json = await readManifest(join(path, MANIFEST_PART), part)
  if (!json.ok) return json
  const manifest = json.value
  const { id, nation, createdAt } = header.value
  if (manifest.id !== id || manifest.nation !== nation || manifest.createdAt !== createdAt) {
    return fail(
      'backup.header',
      `${HEADER_NAME} was altered: it does not agree with the manifest`,
      HEADER_NAME,
    )
  }
  return ok({ path, manifest, part })
}

async function readManifest(path: string, part: Omit<PartKey, 'random'>): Promise<Result<BackupManifest>> {
  const pieces: Uint8Array[] = []
  let bytes = 0
  try {
    for await (const piece of readPart(path, MANIFEST_PART, part)) {
      bytes += piece.length
      if (bytes > MANIFEST_BYTES_MAX)
        return fail('backup.part', `${MANIFEST_PART} is too large`, MANIFEST_PART)
      pieces.push(piece)
    }
  } catch (cause) {
    if (cause instanceof PartError) return fail('backup.part', cause.message, MANIFEST_PART)
    if (isAbsent(cause)) return fail('backup.part', `${MANIFEST_PART} is missing`, MANIFEST_PART)
    throw cause
  }
  const json: unknown = JSON.parse(Buffer.concat(pieces).toString('utf8'))
  if (Value.Check(BackupManifest, json)) return ok(json)
  const [first] = Value.Errors(BackupManifest, json)
  return fail(
    'backup.newer',
    `the manifest is of another version: ${first?.instancePath ?? ''} ${first?.message ?? ''}`,
  )
}

export async function readHeader(path: string): Promise<Result<BackupHeader>> {
  let json: unknown
  try {
    json = JSON.parse(await readFile(join(path, HEADER_NAME), 'utf8'))
  } catch (cause) {
    if (isAbsent(cause)) return fail('backup.absent', `${path} holds no finished backup`, 'path')
    if (cause instanceof SyntaxError) return fail('backup.header', `${HEADER_NAME} is not JSON`, HEADER_NAME)
    throw cause
  }
  if (Value.Check(BackupHeader, json)) return ok(json)
  const [first] = Value.Errors(BackupHeader, json)
  return fail(
    'backup.header',
    `${HEADER_NAME}: ${first?.instancePath ?? ''} ${first?.message ?? 'unexpected'}`,
    HEADER_NAME,
  )
}

/** Finished sets in a directory, newest first. */
export async function listBackups(
  target: string,
): Promise<{ readonly path: string; readonly header: BackupHeader }[]> {
  const found: { path: string; header: BackupHeader }[] = []
  const names = await readdir(target, { withFileTypes: true })
  for (const entry of names.filter((name) => name.isDirectory() && !name.name.endsWith('.partial'))) {
    const path = join(target, entry.name)
    const header = await readHeader(path)
    if (header.ok) found.push({ path, header: header.value })
  }
  return found.toSorted((a, b) => b.header.createdAt.localeCompare(a.header.createdAt))
}
