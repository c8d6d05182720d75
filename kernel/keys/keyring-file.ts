import { createHmac, timingSafeEqual } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { Type, type Static } from 'typebox'
import { Value } from 'typebox/value'
import { fail, ok, type Result } from '../contract/result.ts'
import { isAbsent, writeDurably } from './durable-file.ts'
import { derive } from './kek.ts'
import { KEY_PURPOSES } from './keyring.ts'

const FORMAT = 'basinet-keyring@1'
const Base64 = Type.String({ pattern: '^[A-Za-z0-9+/]+={0,2}$', maxLength: 1024 })
const Version = Type.Integer({ minimum: 1, maximum: 999_999 })

/** One wrapped data key. `retired` keeps the number taken after the key itself is gone. */
export const StoredKey = Type.Object(
  {
    purpose: Type.Enum(KEY_PURPOSES),
    version: Version,
    state: Type.Enum(['active', 'old', 'retired']),
    createdAt: Type.String({ format: 'date-time' }),
    wrapped: Type.Union([Base64, Type.Null()]),
    publicKey: Type.Union([Base64, Type.Null()]),
  },
  { additionalProperties: false },
)
export type StoredKey = Static<typeof StoredKey>

const KeyringBody = Type.Object(
  {
    format: Type.Literal(FORMAT),
    kekVersion: Version,
    kekFingerprint: Type.String({ pattern: '^[0-9a-f]{16}$' }),
    sharesOfKek: Type.Union([Version, Type.Null()]),
    keys: Type.Array(StoredKey, { maxItems: 1000 }),
  },
  { additionalProperties: false },
)
/** Content of `keyring.json`: nothing in it opens anything without the key-encryption key. */
export type KeyringBody = Static<typeof KeyringBody>

const KeyringFile = Type.Object(
  { body: KeyringBody, mac: Type.String({ pattern: '^[0-9a-f]{64}$' }) },
  { additionalProperties: false },
)

export function keyringPath(dir: string): string {
  return join(dir, 'keyring.json')
}

export function newBody(kekVersion: number, kekFingerprint: string): KeyringBody {
  return { format: FORMAT, kekVersion, kekFingerprint, sharesOfKek: null, keys: [] }
}

/** What is stored, with its code; the code is checked by `authentic` once the key-encryption key is at hand. */
export async function readKeyring(dir: string): Promise<Result<{ body: KeyringBody; mac: string } | null>> {
  const path = keyringPath(dir)
  let text: string
  try {
    text = await readFile(path, 'utf8')
  } catch (cause) {
    if (isAbsent(cause)) return ok(null)
    throw cause
  }
  let json: unknown
  try {
    json = JSON.parse(text)
  } catch (cause) {
    if (cause instanceof SyntaxError) return fail('keys.keyring-format', `${path} is not JSON`)
    throw cause
  }
  if (Value.Check(KeyringFile, json)) return ok(json)
  const [first] = Value.Errors(KeyringFile, json)
  return fail(
    'keys.keyring-format',
    `${path}: ${first?.instancePath ?? ''} ${first?.message ?? 'unexpected'}`,
  )
}

export async function writeKeyring(dir: string, body: KeyringBody, kek: Uint8Array): Promise<void> {
  const text = `${JSON.stringify({ body, mac: macOf(body, kek).toString('hex') }, null, 2)}\n`
  await writeDurably(keyringPath(dir), new TextEncoder().encode(text), 'new')
}

/** States and versions are not encrypted, so the whole is authenticated: an old key cannot be made active again. */
export function authentic(stored: { body: KeyringBody; mac: string }, kek: Uint8Array): boolean {
  return timingSafeEqual(macOf(stored.body, kek), Buffer.from(stored.mac, 'hex'))
}

function macOf(body: KeyringBody, kek: Uint8Array): Buffer {
  const { format, kekVersion, kekFingerprint, sharesOfKek, keys } = body
  const rows = keys.map((key) => [
    key.purpose,
    key.version,
    key.state,
    key.createdAt,
    key.wrapped,
    key.publicKey,
  ])
  const canonical = JSON.stringify([format, kekVersion, kekFingerprint, sharesOfKek, rows])
  return createHmac('sha256', derive(kek, 'basinet/keyring/mac@1')).update(canonical).digest()
}
