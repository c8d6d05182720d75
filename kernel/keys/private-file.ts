import { constants } from 'node:fs'
import { open, type FileHandle } from 'node:fs/promises'
import { fail, ok, type Result } from '../contract/result.ts'
import { isAbsent } from './durable-file.ts'

/** Most bytes a key file, a sealed key or a PIN can sensibly have. */
const PRIVATE_FILE_BYTES_MAX = 16_384

/** Who besides the owner may read: nobody, or the group that systemd gives a credential (mode 0440). */
export type PrivateTo = 'owner' | 'credential'

/**
 * Text of a file that only the node may read; null when it is absent. Errors: `keys.kek-unreadable`, `keys.kek-mode`,
 * `keys.kek-owner`, `keys.kek-format`.
 */
export async function readPrivate(path: string, to: PrivateTo): Promise<Result<string | null>> {
  let file: FileHandle
  try {
    // Not following a link at the last step: the checks below must be about the file that is read.
    file = await open(path, constants.O_RDONLY | constants.O_NOFOLLOW)
  } catch (cause) {
    if (isAbsent(cause)) return ok(null)
    return fail(
      'keys.kek-unreadable',
      `${path} cannot be read: ${cause instanceof Error ? cause.name : 'error'}`,
      'source',
    )
  }
  try {
    const stat = await file.stat()
    const forbidden = to === 'owner' ? 0o077 : 0o037
    if (!stat.isFile() || (stat.mode & forbidden) !== 0) {
      const mode = (stat.mode & 0o777).toString(8).padStart(4, '0')
      return fail(
        'keys.kek-mode',
        `${path} has mode ${mode}; a key file must be 0600 (chmod 600), and it may have been read`,
      )
    }
    const uid = process.getuid?.()
    if (uid !== undefined && stat.uid !== uid && stat.uid !== 0) {
      return fail('keys.kek-owner', `${path} belongs to another user (uid ${stat.uid})`)
    }
    if (stat.size > PRIVATE_FILE_BYTES_MAX)
      return fail('keys.kek-format', `${path} is too large for a key file`)
    return ok(await file.readFile('utf8'))
  } finally {
    await file.close()
  }
}
