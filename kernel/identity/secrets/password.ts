import { argon2, timingSafeEqual, type Argon2Parameters } from 'node:crypto'

/** argon2id work: memory in KiB, passes, lanes. */
export interface PasswordCost {
  readonly memoryKiB: number
  readonly passes: number
  readonly lanes: number
}

/** OWASP Password Storage Cheat Sheet, Argon2id, first listed minimum: 19 MiB, 2 iterations, 1 degree of parallelism. */
export const OWASP_COST: PasswordCost = { memoryKiB: 19_456, passes: 2, lanes: 1 }

const SALT_BYTES = 16
const TAG_BYTES = 32
/** RFC 9106 section 3.1: version 0x13. */
const VERSION = 19

/** The form that is hashed: NFC, other spaces as ASCII space (RFC 8265 section 4.2.2, OpaqueString). */
export function normalizePassword(password: string): string {
  return password.replaceAll(/\p{Zs}/gu, ' ').normalize('NFC')
}

/** PHC string `$argon2id$v=19$m=…,t=…,p=…$salt$hash`: the work stands with the hash, so that it can be raised later. */
export async function hashPassword(
  password: string,
  cost: PasswordCost,
  random: (bytes: number) => Uint8Array,
): Promise<string> {
  const salt = random(SALT_BYTES)
  const tag = await derive(password, salt, cost, TAG_BYTES)
  return `$argon2id$v=${VERSION}$m=${cost.memoryKiB},t=${cost.passes},p=${cost.lanes}$${b64(salt)}$${b64(tag)}`
}

const PHC =
  /^\$argon2id\$v=19\$m=(\d{1,8}),t=(\d{1,4}),p=(\d{1,3})\$([A-Za-z0-9+/]{11,86})\$([A-Za-z0-9+/]{22,86})$/

/**
 * True when the password made this hash. `weaker`: the hash was made with less work than `cost` asks for.
 * @throws BUG when the stored text is not one of ours.
 */
export async function verifyPassword(
  password: string,
  stored: string,
  cost: PasswordCost,
): Promise<{ readonly right: boolean; readonly weaker: boolean }> {
  const match = PHC.exec(stored)
  if (match === null) throw new Error('BUG: stored password hash is not a PHC string')
  const [, m, t, p, salt, tag] = match as unknown as [string, string, string, string, string, string]
  const used: PasswordCost = { memoryKiB: Number(m), passes: Number(t), lanes: Number(p) }
  const expected = Buffer.from(tag, 'base64')
  const made = await derive(password, Buffer.from(salt, 'base64'), used, expected.length)
  return {
    right: timingSafeEqual(made, expected),
    weaker: used.memoryKiB * used.passes < cost.memoryKiB * cost.passes,
  }
}

function derive(password: string, salt: Uint8Array, cost: PasswordCost, bytes: number): Promise<Buffer> {
  const parameters: Argon2Parameters = {
    message: normalizePassword(password),
    nonce: salt,
    parallelism: cost.lanes,
    memory: cost.memoryKiB,
    passes: cost.passes,
    tagLength: bytes,
  }
  return new Promise((resolve, reject) => {
    argon2('argon2id', parameters, (error, key) => (error === null ? resolve(key) : reject(error)))
  })
}

const b64 = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64').replaceAll('=', '')
