import { mkdir } from 'node:fs/promises'
import { fail, ok, type Result } from '../contract/result.ts'
import { newDataKey, storedKey, type DataKey } from './data-keys.ts'
import { fingerprint, KEY_BYTES } from './kek.ts'
import { kekSource, type KekSource } from './kek-source.ts'
import { newBody, readKeyring, writeKeyring } from './keyring-file.ts'
import { KEY_PURPOSES, type Keyring, type OpenKeyringOptions } from './keyring.ts'
import { loadState } from './load-state.ts'
import { OpenKeyring } from './opened-keyring.ts'

/**
 * Opens the node's keys. Fails, and the node must not start, when the key-encryption key is missing, readable by
 * others, inside the data, of another node, or when anything stored was altered.
 */
export async function openKeyring(options: OpenKeyringOptions): Promise<Result<Keyring>> {
  const source = await kekSource(options.source, [options.dir, ...(options.outside ?? [])])
  if (!source.ok) return source
  const stored = await readKeyring(options.dir)
  if (!stored.ok) return stored
  if (stored.value === null) return createKeyring(options, source.value)
  if (options.create === true)
    return fail('keys.exists', `there is already a keyring in ${options.dir}`, 'create')
  const state = await loadState(options.dir, source.value)
  return state.ok ? ok(new OpenKeyring(options, source.value, state.value)) : state
}

async function createKeyring(options: OpenKeyringOptions, source: KekSource): Promise<Result<Keyring>> {
  if (options.create !== true)
    return fail('keys.keyring-missing', `there is no keyring in ${options.dir}`, 'dir')
  const keks = await source.load()
  if (!keks.ok) return keks
  const { random } = options
  let version = keks.value === null ? 1 : Math.max(...keks.value.keys())
  let kek = keks.value?.get(version)
  if (kek === undefined) {
    if (source.save === null) {
      return fail(
        'keys.kek-missing',
        `make the key first: ${source.place} is empty and only an operator can fill it`,
        'source',
      )
    }
    version = 1
    kek = random(KEY_BYTES)
    // The key first: a keyring without its key would look like a loss, a key without keyring is merely unused.
    const saved = await source.save(new Map([[version, kek]]))
    if (!saved.ok) return saved
  }
  const now = options.clock()
  const keys: DataKey[] = KEY_PURPOSES.map((purpose) => newDataKey(purpose, 1, random))
  const body = newBody(version, Buffer.from(fingerprint(kek)).toString('hex'))
  for (const key of keys) body.keys.push(storedKey(kek, key, now, random))
  await mkdir(options.dir, { recursive: true, mode: 0o700 })
  await writeKeyring(options.dir, body, kek)
  return ok(new OpenKeyring(options, source, { body, kek, keys }))
}
