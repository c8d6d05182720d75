import type { Result } from '../contract/result.ts'

/** What a data key may be used for; a key of one purpose never opens what another sealed. */
export const KEY_PURPOSES = ['evidence', 'identity', 'audit-signing', 'subject-mac', 'backup'] as const
export type KeyPurpose = (typeof KEY_PURPOSES)[number]

/** Purposes whose keys seal something; the other two sign or authenticate. */
export type SealPurpose = 'evidence' | 'identity' | 'backup'

/** Signs audit checkpoints. Raw Ed25519 (RFC 8032): 32-byte public key, 64-byte signatures. */
export interface AuditSigner {
  readonly version: number
  readonly publicKey: Uint8Array
  sign(message: Uint8Array): Uint8Array
}

export interface KeyVersion {
  readonly purpose: KeyPurpose
  readonly version: number
  readonly state: 'active' | 'old' | 'retired'
  readonly createdAt: string
}

/**
 * The node's keys, opened: key-encryption key → one data key a purpose and version → what they seal. Every failure
 * is a value with a `keys.` code; no message, log line or thrown error holds key material.
 */
export interface Keyring {
  /** newest key-encryption key in use, counting from 1 */
  readonly kekVersion: number
  /** sentences an operator must be shown at every start, e.g. that the key is a plain file */
  readonly warnings: readonly string[]

  /**
   * Seals a secret or a data key under a purpose. `id` names what is sealed (a file, an account) and is
   * authenticated, so a sealed text cannot be moved to another row.
   */
  seal(purpose: SealPurpose, id: string, secret: Uint8Array): string
  open(purpose: SealPurpose, id: string, sealed: string): Result<Uint8Array>
  /** Version of the purpose's key that sealed this, to find what a rotation has still to re-seal. */
  sealedVersion(sealed: string): Result<number>
  /** Version that `seal` uses now. */
  activeVersion(purpose: KeyPurpose): number

  /** 32-byte key for HMAC-SHA-256 of the database subject; the store installs it where only its own role reads. */
  subjectMacKey(): Uint8Array
  auditSigner(): AuditSigner
  /** Public keys of all versions, oldest first: old checkpoints verify with old keys. */
  auditPublicKeys(): readonly { readonly version: number; readonly publicKey: Uint8Array }[]

  /** Every version there ever was, without the keys themselves. */
  versions(): readonly KeyVersion[]

  /** Reads the keyring again, after another process of this node rotated: an unknown version is the sign. */
  reload(): Promise<Result<true>>
  /** New key for a purpose; the old ones stay to open what they sealed until `retire`. */
  rotatePurpose(purpose: KeyPurpose): Promise<Result<number>>
  /** Destroys a purpose's old version for good; refused for the active one and for audit signing. */
  retire(purpose: SealPurpose | 'subject-mac', version: number): Promise<Result<true>>
  /** New key-encryption key; re-wraps every data key, then removes the old one from its source. */
  rotateKek(): Promise<Result<number>>

  /** Splits the key-encryption key: any `needed` of `total` shares restore it. Text to be printed and shared out. */
  recoveryShares(needed: number, total: number): Promise<Result<string[]>>
}

/** Where the key-encryption key is kept. It is never below the data or backup directory. */
export type KekLocation =
  | { readonly kind: 'file'; readonly path: string }
  /** systemd credential (LoadCredentialEncrypted=): read from `$CREDENTIALS_DIRECTORY/<name>` */
  | { readonly kind: 'systemd'; readonly name: string; readonly directory: string | undefined }
  | Pkcs11Location

/** A key pair in a hardware token (PKCS#11): the key-encryption key lies in a file that only the token opens. */
export interface Pkcs11Location {
  readonly kind: 'pkcs11'
  /** the token's library, e.g. `/usr/lib/softhsm/libsofthsm2.so` */
  readonly modulePath: string
  readonly token: string
  /** CKA_ID of the RSA key pair, hexadecimal: OpenSC's tool picks a private key by nothing else */
  readonly keyId: string
  /** hash of RSA-OAEP (RFC 8017, 7.1) and of its mask; some tokens know only `sha1` */
  readonly oaep: 'sha256' | 'sha1'
  readonly sealedPath: string
  readonly pin: { readonly path: string; readonly to: 'owner' | 'credential' }
  /** OpenSC's program, by name or path */
  readonly tool: string
}

export interface OpenKeyringOptions {
  /** directory of `keyring.json`: wrapped keys only, may lie with the data and in a backup */
  readonly dir: string
  readonly source: KekLocation
  /** directories in which the key-encryption key must not lie (data, backups); `dir` is always one */
  readonly outside?: readonly string[]
  /** true at first start: makes the key-encryption key and the data keys; refused when a keyring is there */
  readonly create?: boolean
  readonly random: (bytes: number) => Uint8Array
  readonly clock: () => Date
}
