import { fail, ok, type Result } from '../contract/result.ts'
import { publicKeyOf } from './ed25519.ts'
import { derive, KEY_BYTES } from './kek.ts'
import type { KeyringBody, StoredKey } from './keyring-file.ts'
import type { KeyPurpose } from './keyring.ts'
import { decrypt, encrypt, NONCE_BYTES } from './wrap.ts'

/** An opened data key. */
export interface DataKey {
  readonly purpose: KeyPurpose
  readonly version: number
  readonly state: 'active' | 'old'
  readonly key: Uint8Array
}

/** What a wrapped data key is bound to: it cannot be taken for another purpose or version. */
function contextOf(purpose: KeyPurpose, version: number): string {
  return `basinet-data-key@1\0${purpose}\0${version}`
}

export function wrapDataKey(
  kek: Uint8Array,
  key: Pick<DataKey, 'purpose' | 'version' | 'key'>,
  random: (bytes: number) => Uint8Array,
): string {
  const wrapping = derive(kek, 'basinet/kek/wrap@1')
  const sealed = encrypt(wrapping, random(NONCE_BYTES), contextOf(key.purpose, key.version), key.key)
  return Buffer.from(sealed).toString('base64')
}

/** Opens all data keys of a keyring; one that does not open refuses the whole. */
export function openDataKeys(body: KeyringBody, kek: Uint8Array): Result<DataKey[]> {
  const wrapping = derive(kek, 'basinet/kek/wrap@1')
  const keys: DataKey[] = []
  for (const stored of body.keys) {
    if (stored.state === 'retired' || stored.wrapped === null) continue
    const sealed = Buffer.from(stored.wrapped, 'base64')
    const key = decrypt(wrapping, contextOf(stored.purpose, stored.version), sealed)
    if (key === null || key.length !== KEY_BYTES) {
      return fail(
        'keys.tampered',
        `the ${stored.purpose} key, version ${stored.version}, does not open: the keyring was altered`,
      )
    }
    keys.push({ purpose: stored.purpose, version: stored.version, state: stored.state, key })
  }
  return ok(keys)
}

export function newDataKey(
  purpose: KeyPurpose,
  version: number,
  random: (bytes: number) => Uint8Array,
): DataKey {
  return { purpose, version, state: 'active', key: random(KEY_BYTES) }
}

export function storedKey(
  kek: Uint8Array,
  key: DataKey,
  createdAt: Date,
  random: (bytes: number) => Uint8Array,
): StoredKey {
  const publicKey =
    key.purpose === 'audit-signing' ? Buffer.from(publicKeyOf(key.key)).toString('base64') : null
  return {
    purpose: key.purpose,
    version: key.version,
    state: key.state,
    createdAt: createdAt.toISOString(),
    wrapped: wrapDataKey(kek, key, random),
    publicKey,
  }
}
