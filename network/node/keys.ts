import { fail, ok, type Result } from '@basinet/kernel/contract'
import type { Keyring } from '@basinet/kernel/keys'
import { makeTlsIdentity, type TlsIdentity } from '../transports/index.ts'
import { agreeKey, seedSigner, toHex, type AgreeKey, type Signer } from '../wire/index.ts'
import { publicKeyHash, readCertificates } from './certificates.ts'
import type { Db } from './db.ts'
import { readStatements } from './statements.ts'

const SEED_BYTES = 32
const DAY_MS = 86_400_000
/** Longer than the longest cut-off an island is planned for, since a key past its time is dead. */
const KEY_DAYS = 730
/** Root keys are changed with the register. */
const ROOT_DAYS = 3650

type Vault = Pick<Keyring, 'seal' | 'open'>

/** A key of the node that others know by its public half. */
export interface OwnKey<T> {
  readonly key: T
  readonly from: number
  readonly until: number
}

/** Everything the node proves itself with in the network. Secrets stay in here. */
export interface OwnKeys {
  readonly root: Signer
  readonly sign: readonly OwnKey<Signer>[]
  readonly agree: readonly OwnKey<AgreeKey>[]
  readonly tls: TlsIdentity
  /** SHA-256 of the subject public key info of its certificate. */
  readonly tlsHash: Uint8Array
  /** Those of its TLS keys that are not over, this one among them. */
  readonly tlsHashes: readonly Uint8Array[]
  /** When the next certificate takes this one's place, ms since the epoch; null where none was made. */
  readonly tlsNextAt: number | null
}

interface KeyRow {
  readonly key_id: string
  readonly kind: 'root' | 'sign' | 'agree' | 'tls'
  readonly public_key: Buffer
  readonly sealed: string
  readonly from_at: Date
  readonly until_at: Date
}

/** Name under which a network key is sealed: bound to the key, so that a sealed text cannot be moved to another row. */
const sealName = (keyId: string): string => `network/${keyId}`

/** Makes the node's network keys: root, signing, agreement and TLS. Once a node. */
export async function makeKeys(
  db: Db,
  nation: string,
  vault: Vault,
  random: (bytes: number) => Uint8Array,
  at: Date,
): Promise<void> {
  const root = random(SEED_BYTES)
  const sign = random(SEED_BYTES)
  const agree = random(SEED_BYTES)
  const tls = await makeTlsIdentity(nation, new Date(at.getTime() - DAY_MS), KEY_DAYS, random)
  const rootSigner = seedSigner(nation, root)
  const signer = seedSigner(nation, sign)
  const agreed = agreeKey(agree)
  const tlsHash = publicKeyHash(tls.certificate)
  const rows = [
    {
      id: toHex(rootSigner.keyId),
      kind: 'root',
      publicKey: rootSigner.publicKey,
      secret: root,
      days: ROOT_DAYS,
    },
    { id: toHex(signer.keyId), kind: 'sign', publicKey: signer.publicKey, secret: sign, days: KEY_DAYS },
    { id: toHex(agreed.keyId), kind: 'agree', publicKey: agreed.publicKey, secret: agree, days: KEY_DAYS },
    { id: toHex(tlsHash), kind: 'tls', publicKey: tlsHash, secret: Buffer.from(tls.key), days: KEY_DAYS },
  ]
  for (const { days, ...row } of rows)
    await keepKey(db, vault, {
      ...row,
      from: at.getTime() - DAY_MS,
      until: at.getTime() + days * DAY_MS,
    })
  await db.query('INSERT INTO basinet.network_certificate (nation, pem) VALUES ($1, $2)', [
    nation,
    tls.certificate,
  ])
}

interface NewKey {
  readonly id: string
  readonly kind: string
  readonly publicKey: Uint8Array
  readonly secret: Uint8Array
  readonly from: number
  readonly until: number
}

/** Keeps a key of this node, its secret sealed. */
export async function keepKey(db: Db, vault: Vault, key: NewKey): Promise<void> {
  const { id, kind, publicKey, secret, from, until } = key
  await db.query(
    `INSERT INTO basinet.network_key (key_id, kind, public_key, sealed, from_at, until_at) VALUES ($1, $2, $3, $4, $5, $6)`,
    [id, kind, publicKey, vault.seal('identity', sealName(id), secret), new Date(from), new Date(until)],
  )
}

/** As they stand at a time; null where the node has none yet. Errors: those of the keyring, `network.keys`. */
export async function loadKeys(
  db: Db,
  nation: string,
  vault: Vault,
  at: Date,
): Promise<Result<OwnKeys | null>> {
  const { rows } = await db.query<KeyRow>('SELECT * FROM basinet.network_key ORDER BY from_at DESC, key_id')
  if (rows.length === 0) return ok(null)
  const own = (await readCertificates(db, await readStatements(db))).filter((c) => c.nation === nation)
  const secrets = new Map<string, Uint8Array>()
  for (const row of rows) {
    const secret = vault.open('identity', sealName(row.key_id), row.sealed)
    if (!secret.ok) return secret
    secrets.set(row.key_id, secret.value)
  }
  const of = (kind: KeyRow['kind']): KeyRow[] => rows.filter((r) => r.kind === kind)
  const timed = <T>(row: KeyRow, make: (secret: Uint8Array) => T): OwnKey<T> => ({
    key: make(secrets.get(row.key_id) as Uint8Array),
    from: row.from_at.getTime(),
    until: row.until_at.getTime(),
  })
  const [root] = of('root')
  // A certificate made for later waits until its day: who has not heard of it would not know this node by it.
  const tls = of('tls').find((row) => row.from_at <= at)
  const certificate = own.find((c) => tls !== undefined && toHex(publicKeyHash(c.pem)) === tls.key_id)?.pem
  if (root === undefined || tls === undefined || certificate === undefined)
    return fail('network.keys', 'the network keys of this node are not complete: restore it from its backup')
  return ok({
    root: timed(root, (secret) => seedSigner(nation, secret)).key,
    sign: of('sign').map((row) => timed(row, (secret) => seedSigner(nation, secret))),
    agree: of('agree').map((row) => timed(row, agreeKey)),
    tls: { key: Buffer.from(secrets.get(tls.key_id) as Uint8Array).toString(), certificate },
    tlsHash: new Uint8Array(tls.public_key),
    tlsHashes: of('tls')
      .filter((row) => row.until_at > at)
      .map((row) => new Uint8Array(row.public_key)),
    tlsNextAt: await nextCertificateAt(db, at),
  })
}

/** When a certificate made for later is shown, ms since the epoch; null where there is none. */
export async function nextCertificateAt(db: Db, at: Date): Promise<number | null> {
  const { rows } = await db.query<{ next: Date | null }>(
    `SELECT min(from_at) AS next FROM basinet.network_key WHERE kind = 'tls' AND from_at > $1`,
    [at],
  )
  return rows[0]?.next?.getTime() ?? null
}
