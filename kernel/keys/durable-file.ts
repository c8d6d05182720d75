import { open, rename, unlink, type FileHandle } from 'node:fs/promises'
import { dirname } from 'node:path'

/** Owner only: what lies here is a key, or a ciphertext that nobody else needs. */
export const PRIVATE_MODE = 0o600

/**
 * Writes a file so that after a power cut there is either the old content or the whole new one: temporary file
 * beside it, fsync, rename, fsync of the directory.
 * @param unique distinguishes this writer's temporary file from any other writer's
 */
export async function writeDurably(path: string, bytes: Uint8Array, unique: string): Promise<void> {
  const temporary = `${path}.${unique}.tmp`
  const file = await open(temporary, 'w', PRIVATE_MODE)
  try {
    // `open` keeps the mode of a temporary file that a crash left behind, so it is set again.
    await file.chmod(PRIVATE_MODE)
    await file.writeFile(bytes)
    await file.sync()
  } catch (cause) {
    await file.close()
    await unlink(temporary)
    throw cause
  }
  await file.close()
  await rename(temporary, path)
  await syncDirectory(dirname(path))
}

/** Makes created, renamed and removed names in a directory durable. */
export async function syncDirectory(path: string): Promise<void> {
  const directory: FileHandle = await open(path, 'r')
  try {
    await directory.sync()
  } finally {
    await directory.close()
  }
}

/** True for the error that a missing file or directory gives. */
export function isAbsent(cause: unknown): boolean {
  return cause instanceof Error && 'code' in cause && cause.code === 'ENOENT'
}
