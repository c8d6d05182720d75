export {
  achievementCredential,
  endorsementCredential,
  withEndorsements,
  type CertificateFacts,
} from './issue.ts'
export { addProof } from './data-integrity.ts'
export { encodeJwt } from './jwt.ts'
export type { Json, JsonObject } from './json.ts'
export { didKeyOf, publicKeyOf, publicKeyOfDid, type SigningKey } from './keys.ts'
export { statusListCredential } from './status-list.ts'
export { structureFaults, type StructureFault } from './structure.ts'
export { verifyCredential, type Check, type Verification, type VerifyOptions } from './verify.ts'
