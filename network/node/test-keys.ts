import { randomBytes } from 'node:crypto'
import { makeTlsIdentity } from '../transports/index.ts'
import { agreeKey, seedSigner } from '../wire/index.ts'
import { publicKeyHash } from './certificates.ts'
import type { OwnKeys } from './keys.ts'

const YEAR_MS = 365 * 86_400_000
const random = (bytes: number): Uint8Array => new Uint8Array(randomBytes(bytes))

/** A node's keys outside any database, in force from a second before `at`. */
export async function testKeys(nation: string, at: number): Promise<OwnKeys> {
  const tls = await makeTlsIdentity(nation, new Date(at - 1000), 400, random)
  const timed = { from: at - 1000, until: at + YEAR_MS }
  const tlsHash = publicKeyHash(tls.certificate)
  return {
    root: seedSigner(nation, random(32)),
    sign: [{ key: seedSigner(nation, random(32)), ...timed }],
    agree: [{ key: agreeKey(random(32)), ...timed }],
    tls,
    tlsHash,
    tlsHashes: [tlsHash],
    tlsNextAt: null,
  }
}
