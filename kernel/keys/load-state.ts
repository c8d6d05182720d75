import { fail, ok, type Result } from '../contract/result.ts'
import { openDataKeys, type DataKey } from './data-keys.ts'
import { fingerprint, type KekSet } from './kek.ts'
import type { KekSource } from './kek-source.ts'
import { authentic, readKeyring, type KeyringBody } from './keyring-file.ts'

/** A keyring with its key-encryption key and opened data keys. */
export interface KeyringState {
  readonly body: KeyringBody
  readonly kek: Uint8Array
  readonly keys: readonly DataKey[]
}

/** Reads key-encryption key and keyring and proves that they belong together and that nothing was altered. */
export async function loadState(dir: string, source: KekSource): Promise<Result<KeyringState>> {
  const keks = await source.load()
  if (!keks.ok) return keks
  const stored = await readKeyring(dir)
  if (!stored.ok) return stored
  if (stored.value === null) return fail('keys.keyring-missing', `there is no keyring in ${dir}`, 'dir')
  const { body } = stored.value
  const kek = currentKek(body, keks.value, source)
  if (!kek.ok) return kek
  if (!authentic(stored.value, kek.value)) {
    return fail('keys.tampered', 'the keyring was altered: its authentication code does not fit')
  }
  const keys = openDataKeys(body, kek.value)
  if (!keys.ok) return keys
  const dropped = await dropOlder(keks.value, body.kekVersion, source)
  return dropped.ok ? ok({ body, kek: kek.value, keys: keys.value }) : dropped
}

function currentKek(body: KeyringBody, keks: KekSet | null, source: KekSource): Result<Uint8Array> {
  const kek = keks?.get(body.kekVersion)
  if (kek === undefined) {
    return fail(
      'keys.kek-missing',
      `version ${body.kekVersion} of the key-encryption key is not in ${source.place}; restore it from its place or by recovery shares`,
      'source',
    )
  }
  if (Buffer.from(fingerprint(kek)).toString('hex') !== body.kekFingerprint) {
    return fail('keys.kek-wrong', `the key in ${source.place} is not the one of this keyring`, 'source')
  }
  return ok(kek)
}

/** A crash at the end of a rotation leaves the old key beside the new one; nothing is wrapped with it any more. */
async function dropOlder(keks: KekSet | null, current: number, source: KekSource): Promise<Result<true>> {
  const kept = [...(keks ?? [])].filter(([version]) => version >= current)
  if (source.save === null || keks === null || kept.length === keks.size) return ok(true)
  return source.save(new Map(kept))
}
