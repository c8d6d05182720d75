export { signEd25519, publicKeyOf, verifyEd25519 } from './ed25519.ts'
export { KEY_PURPOSES } from './keyring.ts'
export type {
  AuditSigner,
  KekLocation,
  Keyring,
  KeyPurpose,
  KeyVersion,
  OpenKeyringOptions,
  SealPurpose,
} from './keyring.ts'
export { newKekFile } from './kek.ts'
export { openKeyring } from './open-keyring.ts'
export { recoverKek, type RecoverOptions } from './recover.ts'
