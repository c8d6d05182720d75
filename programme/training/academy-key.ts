import { publicKeyOf, didKeyOf, type SigningKey } from '@basinet/open-badges'
import { fail, ok, type Result } from '@basinet/kernel/contract'
import type { Keyring } from '@basinet/kernel/keys'
import { nodeSubject, sealedSubject, type Core } from '@basinet/kernel/record'

const SEED_BYTES = 32
/** Name under which the key is sealed; `kernel/backup` seals it again when the identity key changes. */
const SEAL = 'credential'

/** The key a node signs certificates with, and the name it goes by. */
export interface AcademyKey {
  readonly key: SigningKey
  readonly did: string
}

const opened = new WeakMap<Core, AcademyKey>()

/**
 * Opens the node's credential key, or makes it at the first start; whichever process comes first, all hold the same. The seed
 * lies sealed in the database, its public half is its name. Errors: those of the keyring.
 */
export async function openAcademyKey(
  core: Core,
  keyring: Pick<Keyring, 'seal' | 'open'>,
  random: (bytes: number) => Uint8Array,
): Promise<Result<AcademyKey>> {
  const subject = sealedSubject(core, nodeSubject(core.nation), core.now())
  const sealed = await core.store.run(subject, {}, async (tx) => {
    const fresh = keyring.seal('identity', SEAL, random(SEED_BYTES))
    await tx.client.query(
      'INSERT INTO basinet.credential_key (id, sealed) VALUES (1, $1) ON CONFLICT (id) DO NOTHING',
      [fresh],
    )
    const { rows } = await tx.client.query<{ sealed: string }>('SELECT sealed FROM basinet.credential_key')
    return rows[0]?.sealed ?? ''
  })
  const seed = keyring.open('identity', SEAL, sealed)
  if (!seed.ok) return seed
  const key = { seed: seed.value }
  const made = { key, did: didKeyOf(publicKeyOf(key)) }
  opened.set(core, made)
  return ok(made)
}

/** The key of a running node; `training.no-key` where it is not open. */
export function academyKey(core: Core): Result<AcademyKey> {
  const found = opened.get(core)
  return found === undefined
    ? fail('training.no-key', 'the key that signs certificates is not open on this node')
    : ok(found)
}
