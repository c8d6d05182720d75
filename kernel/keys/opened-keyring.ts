import { fail, ok, type Result } from '../contract/result.ts'
import { newDataKey, storedKey, wrapDataKey, type DataKey } from './data-keys.ts'
import { signEd25519 } from './ed25519.ts'
import { derive, fingerprint, KEY_BYTES } from './kek.ts'
import type { KekSource } from './kek-source.ts'
import { writeKeyring } from './keyring-file.ts'
import type {
  AuditSigner,
  Keyring,
  KeyPurpose,
  KeyVersion,
  OpenKeyringOptions,
  SealPurpose,
} from './keyring.ts'
import { loadState, type KeyringState } from './load-state.ts'
import { openSealed, parseSealed, sealText } from './sealed-text.ts'
import { makeShares } from './share.ts'

/** See `Keyring`. Key material is in private fields only, so that no log of this object can show it. */
export class OpenKeyring implements Keyring {
  readonly #options: OpenKeyringOptions
  readonly #source: KekSource
  #state: KeyringState
  /** changes go one after another, else two rotations would write over each other's keyring */
  #change: Promise<unknown> = Promise.resolve()

  constructor(options: OpenKeyringOptions, source: KekSource, state: KeyringState) {
    this.#options = options
    this.#source = source
    this.#state = state
  }

  get kekVersion(): number {
    return this.#state.body.kekVersion
  }

  get warnings(): readonly string[] {
    const { kekVersion, sharesOfKek } = this.#state.body
    if (sharesOfKek === kekVersion) return this.#source.warnings
    const lost =
      sharesOfKek === null
        ? 'No recovery shares have been made: if the key-encryption key is lost, everything sealed is lost.'
        : `The recovery shares are of key version ${sharesOfKek} and do not restore version ${kekVersion}: make new ones.`
    return [...this.#source.warnings, lost]
  }

  seal(purpose: SealPurpose, id: string, secret: Uint8Array): string {
    return sealText(this.#active(purpose), id, secret, this.#options.random)
  }

  open(purpose: SealPurpose, id: string, sealed: string): Result<Uint8Array> {
    const parsed = parseSealed(sealed)
    if (!parsed.ok) return parsed
    if (parsed.value.purpose !== purpose) {
      return fail('keys.wrong-purpose', `sealed for ${parsed.value.purpose}, not for ${purpose}`)
    }
    const key = this.#state.keys.find((k) => k.purpose === purpose && k.version === parsed.value.version)
    if (key === undefined) {
      return fail(
        'keys.unknown-version',
        `the ${purpose} key, version ${parsed.value.version}, is not there or was retired`,
      )
    }
    return openSealed(key, id, parsed.value)
  }

  sealedVersion(sealed: string): Result<number> {
    const parsed = parseSealed(sealed)
    return parsed.ok ? ok(parsed.value.version) : parsed
  }

  activeVersion(purpose: KeyPurpose): number {
    return this.#active(purpose).version
  }

  subjectMacKey(): Uint8Array {
    return derive(this.#active('subject-mac').key, 'basinet/subject-mac@1')
  }

  auditSigner(): AuditSigner {
    const { key, version } = this.#active('audit-signing')
    const publicKey = this.auditPublicKeys().find((entry) => entry.version === version)!.publicKey
    return { version, publicKey, sign: (message) => signEd25519(key, message) }
  }

  auditPublicKeys(): { version: number; publicKey: Uint8Array }[] {
    return this.#state.body.keys
      .filter((key) => key.purpose === 'audit-signing')
      .map((key) => ({
        version: key.version,
        publicKey: new Uint8Array(Buffer.from(key.publicKey!, 'base64')),
      }))
  }

  versions(): KeyVersion[] {
    return this.#state.body.keys.map(({ purpose, version, state, createdAt }) => ({
      purpose,
      version,
      state,
      createdAt,
    }))
  }

  reload(): Promise<Result<true>> {
    return this.#exclusively(async () => {
      const state = await loadState(this.#options.dir, this.#source)
      if (!state.ok) return state
      this.#state = state.value
      return ok(true)
    })
  }

  rotatePurpose(purpose: KeyPurpose): Promise<Result<number>> {
    return this.#exclusively(async () => {
      const { body, kek, keys } = this.#state
      const version =
        Math.max(...body.keys.filter((key) => key.purpose === purpose).map((key) => key.version)) + 1
      const fresh = newDataKey(purpose, version, this.#options.random)
      const aged = body.keys.map((key) =>
        key.purpose === purpose && key.state === 'active' ? { ...key, state: 'old' as const } : key,
      )
      const added = storedKey(kek, fresh, this.#options.clock(), this.#options.random)
      const older = keys.map((key) => (key.purpose === purpose ? { ...key, state: 'old' as const } : key))
      await this.#keep({ kek, body: { ...body, keys: [...aged, added] }, keys: [...older, fresh] })
      return ok(version)
    })
  }

  retire(purpose: SealPurpose | 'subject-mac', version: number): Promise<Result<true>> {
    return this.#exclusively(async () => {
      const { body, kek, keys } = this.#state
      const stored = body.keys.find((key) => key.purpose === purpose && key.version === version)
      if (stored === undefined)
        return fail('keys.unknown-version', `there is no ${purpose} key, version ${version}`)
      if (stored.state === 'active')
        return fail('keys.active', `the ${purpose} key, version ${version}, is in use: rotate first`)
      const rows = body.keys.map((key) =>
        key === stored ? { ...key, state: 'retired' as const, wrapped: null } : key,
      )
      const left = keys.filter((key) => key.purpose !== purpose || key.version !== version)
      await this.#keep({ kek, body: { ...body, keys: rows }, keys: left })
      return ok(true)
    })
  }

  rotateKek(): Promise<Result<number>> {
    return this.#exclusively(async () => {
      const loaded = await this.#source.load()
      if (!loaded.ok) return loaded
      const keks = new Map(loaded.value ?? [])
      const current = this.kekVersion
      if (keks.get(current) === undefined) {
        return fail('keys.kek-missing', `version ${current} is no longer in ${this.#source.place}`, 'source')
      }
      const newest = Math.max(...keks.keys())
      if (this.#source.save === null && newest <= current) {
        return fail(
          'keys.kek-read-only',
          `add version ${current + 1} to ${this.#source.place}, restart, and rotate again`,
        )
      }
      // A newer version in a file we write ourselves is what a crash before the re-wrap left: it protects nothing yet.
      const version = newest > current ? newest : current + 1
      const kek = keks.get(version) ?? this.#options.random(KEY_BYTES)
      keks.set(version, kek)
      const both = await this.#source.save?.(keks)
      if (both?.ok === false) return both
      await this.#rewrap(version, kek)
      const one = await this.#source.save?.(new Map([[version, kek]]))
      return one?.ok === false ? one : ok(version)
    })
  }

  recoveryShares(needed: number, total: number): Promise<Result<string[]>> {
    return this.#exclusively(async () => {
      const { body, kek } = this.#state
      const shares = makeShares(kek, body.kekVersion, needed, total, this.#options.random)
      if (shares.ok) await this.#keep({ ...this.#state, body: { ...body, sharesOfKek: body.kekVersion } })
      return shares
    })
  }

  async #rewrap(kekVersion: number, kek: Uint8Array): Promise<void> {
    const { body, keys } = this.#state
    const rows = body.keys.map((row) => {
      const key = keys.find(
        (candidate) => candidate.purpose === row.purpose && candidate.version === row.version,
      )
      return key === undefined ? row : { ...row, wrapped: wrapDataKey(kek, key, this.#options.random) }
    })
    const kekFingerprint = Buffer.from(fingerprint(kek)).toString('hex')
    await this.#keep({ kek, keys, body: { ...body, kekVersion, kekFingerprint, keys: rows } })
  }

  async #keep(next: KeyringState): Promise<void> {
    await writeKeyring(this.#options.dir, next.body, next.kek)
    this.#state = next
  }

  #active(purpose: KeyPurpose): DataKey {
    const key = this.#state.keys.find(
      (candidate) => candidate.purpose === purpose && candidate.state === 'active',
    )
    if (key === undefined) throw new Error(`BUG: no active ${purpose} key`)
    return key
  }

  #exclusively<T>(change: () => Promise<T>): Promise<T> {
    const run = this.#change.then(change, change)
    this.#change = run
    return run
  }
}
