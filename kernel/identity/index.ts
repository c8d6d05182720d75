export { identityCapability } from './contract.ts'
export type {
  Administration,
  CredentialOverview,
  Identity,
  Limit,
  Opened,
  Origin,
  OwnCredentials,
  OwnSession,
  Resolved,
  SessionFacts,
  SignIn,
  SignInMethod,
  StepUp,
} from './types.ts'
