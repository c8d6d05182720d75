import { mkdir, realpath } from 'node:fs/promises'
import { basename, dirname, isAbsolute, join, relative, resolve, sep } from 'node:path'
import { fail, ok, type Result } from '../contract/result.ts'
import { isAbsent, writeDurably } from './durable-file.ts'
import { formatKekFile, parseKekFile, type KekSet } from './kek.ts'
import { pkcs11Source } from './kek-pkcs11.ts'
import type { KekLocation } from './keyring.ts'
import { readPrivate, type PrivateTo } from './private-file.ts'

/** Reads and, where the place allows it, replaces the key-encryption keys. */
export interface KekSource {
  /** null when nothing is there yet */
  load(): Promise<Result<KekSet | null>>
  /** null for places that only an operator can change */
  readonly save: ((keys: KekSet) => Promise<Result<true>>) | null
  readonly warnings: readonly string[]
  /** how an operator would name the place */
  readonly place: string
}

/** @param outside directories in which the key must not lie */
export async function kekSource(
  location: KekLocation,
  outside: readonly string[],
): Promise<Result<KekSource>> {
  if (location.kind === 'pkcs11') return ok(pkcs11Source(location))
  if (location.kind === 'systemd') return systemdSource(location)
  const path = resolve(location.path)
  const real = await realOf(path)
  for (const directory of outside) {
    const inside = relative(await realOf(resolve(directory)), real)
    if (inside === '' || !(inside === '..' || inside.startsWith(`..${sep}`) || isAbsolute(inside))) {
      return fail(
        'keys.kek-inside',
        `the key-encryption key ${path} lies below ${directory}, so one copy of that directory would hold both the lock and the key; move it elsewhere`,
        'source',
      )
    }
  }
  return ok(fileSource(path))
}

/** Follows links as far as the path exists, so that a link cannot hide where a key lies. */
async function realOf(path: string): Promise<string> {
  try {
    return await realpath(path)
  } catch (cause) {
    if (!isAbsent(cause) || dirname(path) === path) throw cause
    return join(await realOf(dirname(path)), basename(path))
  }
}

function fileSource(path: string): KekSource {
  return {
    place: path,
    warnings: [
      `The key-encryption key of this node is the plain file ${path}. Whoever reads this file and a backup can read everything. Use a systemd credential where the machine has a TPM, and keep recovery shares with different persons.`,
    ],
    load: () => loadPrivate(path, 'owner'),
    save: async (keys) => {
      await mkdir(dirname(path), { recursive: true, mode: 0o700 })
      await writeDurably(path, new TextEncoder().encode(formatKekFile(keys)), 'new')
      return ok(true)
    },
  }
}

function systemdSource(location: {
  readonly name: string
  readonly directory: string | undefined
}): Result<KekSource> {
  if (location.directory === undefined || location.directory === '') {
    return fail(
      'keys.no-credentials',
      `no credentials directory: start the node by systemd with LoadCredentialEncrypted=${location.name}`,
      'CREDENTIALS_DIRECTORY',
    )
  }
  if (!/^[A-Za-z0-9._-]+$/.test(location.name) || location.name.startsWith('.')) {
    return fail(
      'keys.credential-name',
      'a credential name has letters, digits, dot, dash and underscore',
      'name',
    )
  }
  const path = join(location.directory, location.name)
  // systemd mounts credentials read-only for the service's user (systemd.exec, LoadCredential=), mode 0400 or 0440.
  return ok({
    place: `systemd credential ${location.name}`,
    warnings: [],
    load: () => loadPrivate(path, 'credential'),
    save: null,
  })
}

async function loadPrivate(path: string, to: PrivateTo): Promise<Result<KekSet | null>> {
  const text = await readPrivate(path, to)
  if (!text.ok) return text
  return text.value === null ? ok(null) : parseKekFile(text.value)
}
