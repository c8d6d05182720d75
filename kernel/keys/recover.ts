import { fail, ok, type Result } from '../contract/result.ts'
import { fingerprint } from './kek.ts'
import { kekSource } from './kek-source.ts'
import { authentic, readKeyring } from './keyring-file.ts'
import type { KekLocation } from './keyring.ts'
import { joinShares } from './share.ts'

export interface RecoverOptions {
  /** directory of the keyring that the key must open, e.g. out of a backup */
  readonly dir: string
  /** where to put the key again */
  readonly source: KekLocation
  readonly outside?: readonly string[]
  /** texts of the shares, in any order; more than needed is welcome */
  readonly shares: readonly string[]
  /** true: a drill; everything is checked and nothing written */
  readonly drill?: boolean
}

/** Restores a lost key-encryption key from recovery shares and proves that it opens the keyring. */
export async function recoverKek(
  options: RecoverOptions,
): Promise<Result<{ readonly kekVersion: number; readonly place: string }>> {
  const joined = joinShares(options.shares)
  if (!joined.ok) return joined
  const { kek, kekVersion } = joined.value
  const stored = await readKeyring(options.dir)
  if (!stored.ok) return stored
  if (stored.value === null)
    return fail('keys.keyring-missing', `there is no keyring in ${options.dir}`, 'dir')
  const { body } = stored.value
  if (
    body.kekVersion !== kekVersion ||
    Buffer.from(fingerprint(kek)).toString('hex') !== body.kekFingerprint
  ) {
    return fail(
      'keys.kek-wrong',
      `the shares restore key version ${kekVersion}, the keyring needs version ${body.kekVersion}`,
    )
  }
  if (!authentic(stored.value, kek))
    return fail('keys.tampered', 'the keyring was altered: its code does not fit')
  if (options.drill === true) return ok({ kekVersion, place: 'nowhere' })
  const source = await kekSource(options.source, [options.dir, ...(options.outside ?? [])])
  if (!source.ok) return source
  const present = await source.value.load()
  if (!present.ok) return present
  if (present.value !== null)
    return fail('keys.exists', `${source.value.place} already holds a key; move it away first`, 'source')
  if (source.value.save === null)
    return fail('keys.read-only', `only an operator can fill ${source.value.place}; name a file`, 'source')
  const saved = await source.value.save(new Map([[kekVersion, kek]]))
  return saved.ok ? ok({ kekVersion, place: source.value.place }) : saved
}
