import { randomBytes } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { OpenKeyringOptions } from './keyring.ts'

/** A place for one test: data directory and key file side by side in a fresh temporary directory. */
export async function keysPlace(): Promise<{
  root: string
  kekPath: string
  options: OpenKeyringOptions
  remove: () => Promise<void>
}> {
  const root = await mkdtemp(join(tmpdir(), 'basinet-keys-'))
  const kekPath = join(root, 'secret', 'kek')
  const options: OpenKeyringOptions = {
    dir: join(root, 'data', 'keys'),
    outside: [join(root, 'data'), join(root, 'backup')],
    source: { kind: 'file', path: kekPath },
    random: (bytes) => new Uint8Array(randomBytes(bytes)),
    clock: () => new Date('2026-11-24T20:30:00Z'),
  }
  return { root, kekPath, options, remove: () => rm(root, { recursive: true, force: true }) }
}
