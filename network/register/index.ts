export { acceptDescriptor } from './accept-descriptor.ts'
export { acceptRegister } from './accept-register.ts'
export { acceptRevocation } from './accept-revocation.ts'
export { fingerprintText } from './fingerprint.ts'
export { foundNetwork } from './found.ts'
export { registerStatements, replayRegister, type RegisterStatements } from './replay.ts'
export {
  everKeysOf,
  everSignKeys,
  isMember,
  members,
  recipientKey,
  roots as rootsOf,
  signKeys,
  signingKey,
  signKeysOf,
  standing,
  threshold as thresholdOf,
} from './state.ts'
export type { RegisterState, Standing } from './state.ts'
export {
  descriptorShape,
  foundingShape,
  registerTerms,
  revocationShape,
  signDescriptor,
  signFounding,
  signRegister,
  signRevocation,
} from './statements.ts'
export type { Descriptor, Founding, Register, Revocation } from './statements.ts'
export { OVERLAP_MS } from './succession.ts'
