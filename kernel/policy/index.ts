export { createPolicy, MALFORMED } from './cedar-policy.ts'
export type { Policy, PolicyDecision, PolicyRequest } from './policy.ts'
