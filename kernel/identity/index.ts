export { identityCapability } from './contract.ts'
export { identityModule, identityMigrations } from './module.ts'
export { createIdentity } from './identity.ts'
export {
  createFirstAdministrator,
  createRecoveryAdministrator,
  type FirstAdministrator,
} from './first-start.ts'
export { seedDemo, type DemoPerson } from './demo/seed.ts'
export { identityAuthenticator, identityPlugin, type IdentityHttp } from './http.ts'
export { identityNeeds } from './needs.ts'
export { createReports, type Reports } from './report/reports.ts'
export { resealIdentity, type Resealed } from './secrets/reseal.ts'
export { colleagueNames } from './store/accounts.ts'
export { knownPeople } from './store/accounts.ts'
export { standingOf } from './session/standing.ts'
export { sweepIdentity } from './sweep.ts'
export type { IdentityOptions, NodeAddress, OidcSettings, SessionLimits } from './context.ts'
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
