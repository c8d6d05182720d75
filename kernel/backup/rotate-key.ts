import type pg from 'pg'
import { rewrapEvidence } from '../evidence/rewrap.ts'
import { fail, ok, type Result } from '../contract/result.ts'
import { resealIdentity } from '../identity/secrets/reseal.ts'
import type { Keyring, KeyPurpose } from '../keys/keyring.ts'
import { pendingMigrations } from '../store/migrate.ts'
import { provision, type Provisioning } from '../store/provision.ts'
import { openStore } from '../store/store.ts'
import { withAdmin } from './admin-client.ts'
import { nodeConnections } from './node-in-use.ts'
import { resealCredentialKey, resealNetwork } from './reseal-network.ts'

/** One rotation at a time, also from two machines. */
const LOCK = 7_201_003

export interface RotateKeyOptions {
  readonly purpose: KeyPurpose
  readonly keyring: Keyring
  /** Migrations are all that this node's version knows: a database of another version is left alone. */
  readonly provisioning: Provisioning
  /** Address with the application's login. */
  readonly appUrl: string
  readonly nation: string
  readonly now: () => Date
}

export interface RotatedKey {
  readonly version: number
  /** What was sealed anew with it. */
  readonly resealed: number
  /** Old versions that are destroyed now. */
  readonly retired: readonly number[]
  /** What no key opens: people or files. While there are any, the old versions stay. */
  readonly lost: readonly string[]
}

/**
 * New key for a purpose. What the old ones sealed is sealed anew and they are destroyed: for identity and evidence, and for
 * the database subject, whose key seals nothing that lasts. Backup keys stay, they open the sets of their time; public
 * audit keys stay for ever. The node must be stopped: a process that runs goes on sealing with the key it has opened.
 * Interrupted anywhere, it leaves a ring that opens everything, and the next rotation takes all older versions along.
 * Errors: `keys.node-empty`, `keys.node-older`, `keys.in-use`, `keys.busy`, those of `provision`.
 */
export function rotateKey(options: RotateKeyOptions): Promise<Result<RotatedKey>> {
  return withAdmin(options.provisioning.adminUrl, async (client) => {
    const { rows } = await client.query<{ mine: boolean }>('SELECT pg_try_advisory_lock($1) AS mine', [LOCK])
    if (rows[0]?.mine !== true) return fail('keys.busy', 'another process is rotating a key of this node')
    const fit = await stopped(client, options)
    if (!fit.ok) return fit
    // A subject key that was rotated before this is installed by the next start, or here.
    const known = await provision(options.provisioning)
    if (!known.ok) return known
    const version = await options.keyring.rotatePurpose(options.purpose)
    if (!version.ok) return version
    const { resealed, lost } = await resealAll(client, options)
    if (lost.length > 0) return ok({ version: version.value, resealed, retired: [], lost })
    const still = await stopped(client, options)
    if (!still.ok) return still
    return retireOlder(options, version.value, resealed)
  })
}

async function stopped(client: pg.Client, options: RotateKeyOptions): Promise<Result<true>> {
  const { migrations, appLogin } = options.provisioning
  const pending = await pendingMigrations(client, migrations)
  if (!pending.ok) return pending
  if (pending.value === null) return fail('keys.node-empty', 'there is nothing of a node in this database')
  if (pending.value.length > 0)
    return fail('keys.node-older', 'the database is of an older version: upgrade first')
  const users = await nodeConnections(client, appLogin.name)
  return users === 0
    ? ok(true)
    : fail('keys.in-use', `${users} connections of "${appLogin.name}" are open: stop the node first`)
}

async function resealAll(
  client: pg.Client,
  options: RotateKeyOptions,
): Promise<Pick<RotatedKey, 'resealed' | 'lost'>> {
  const { keyring, purpose, nation, now } = options
  if (purpose === 'evidence') {
    const { rewrapped, lost } = await rewrapEvidence(client, keyring)
    return { resealed: rewrapped, lost }
  }
  if (purpose !== 'identity') return { resealed: 0, lost: [] }
  const { subjectKey } = options.provisioning
  const store = openStore({ url: options.appUrl, subjectKey, poolMax: 1, onError: () => undefined })
  try {
    // The node itself reads no record: it has no types.
    const registry = { typesOf: () => [] }
    const people = await resealIdentity({ store, nation, now, registry }, keyring)
    const network = await resealNetwork(client, keyring)
    const signing = await resealCredentialKey(client, keyring)
    return {
      resealed: people.resealed + network.resealed + signing.resealed,
      lost: [...people.lost, ...network.lost, ...signing.lost],
    }
  } finally {
    await store.close()
  }
}

async function retireOlder(
  { keyring, purpose }: RotateKeyOptions,
  version: number,
  resealed: number,
): Promise<Result<RotatedKey>> {
  const retired: number[] = []
  if (purpose !== 'audit-signing' && purpose !== 'backup') {
    for (const key of keyring.versions()) {
      if (key.purpose !== purpose || key.state !== 'old') continue
      const done = await keyring.retire(purpose, key.version)
      if (!done.ok) return done
      retired.push(key.version)
    }
  }
  return ok({ version, resealed, retired, lost: [] })
}
