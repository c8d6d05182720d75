import type { AuditDraft } from '../audit/event.ts'
import type { Keyring } from '../keys/keyring.ts'
import { nodeSubject, sealedSubject, type Core } from '../record/core.ts'
import type { Tx } from '../store/store.ts'
import type { PasswordCost } from './secrets/password.ts'
import type { LockoutPolicy } from './sign-in/lockout.ts'

/** Addresses the node is reached at, for passkeys (WebAuthn RP ID and origins) and for the provider's answer. */
export interface NodeAddress {
  /** Domain without port, e.g. `node.example.lc` or `localhost`. */
  readonly rpId: string
  readonly rpName: string
  /** e.g. `https://node.example.lc` */
  readonly origins: readonly string[]
}

export interface OidcSettings {
  readonly issuer: string
  readonly clientId: string
  readonly clientSecret?: string
  /** Ours: `https://…/api/v1/session/oidc/callback`. */
  readonly redirectUri: string
  readonly scope?: string
  /** `acr` or `amr` values by which the provider vouches for two factors; without a match the session asks for ours. */
  readonly strongAcr?: readonly string[]
  readonly strongAmr?: readonly string[]
}

/** Session lengths in seconds. */
export interface SessionLimits {
  readonly idleSeconds: number
  readonly absoluteSeconds: number
}

/** NIST SP 800-63B (2017) section 4.2.3, AAL2: again after 30 minutes idle, and after 12 hours in any case. */
export const AAL2_LIMITS: SessionLimits = { idleSeconds: 1800, absoluteSeconds: 43_200 }

export interface IdentityOptions {
  readonly core: Core
  /** Seals password hashes and TOTP secrets under the `identity` purpose. */
  readonly vault: Pick<Keyring, 'seal' | 'open'>
  readonly random: (bytes: number) => Uint8Array
  readonly address: NodeAddress
  readonly oidc?: OidcSettings
  readonly cost?: PasswordCost
  readonly lockout?: LockoutPolicy
  readonly limits?: SessionLimits
}

/** What every part of identity stands on. */
export interface IdentityContext {
  readonly core: Core
  readonly vault: Pick<Keyring, 'seal' | 'open'>
  readonly random: (bytes: number) => Uint8Array
  readonly address: NodeAddress
  readonly cost: PasswordCost
  readonly lockout: LockoutPolicy
  readonly limits: SessionLimits
  /** Runs as the node itself: the only subject that the functions of migration 0011 and 0012 answer to. */
  asNode<T>(work: (tx: Tx) => Promise<T>): Promise<T>
  /** Logged before the answer leaves. */
  audit(draft: Omit<AuditDraft, 'at'>): Promise<string>
  uuid(): string
}

/** What it takes to act as the node itself; a node that is not assembled has it too. */
export type NodeCore = Pick<Core, 'store' | 'nation' | 'now'> & {
  readonly registry: Pick<Core['registry'], 'typesOf'>
}

export function asNode<T>(core: NodeCore, work: (tx: Tx) => Promise<T>): Promise<T> {
  return core.store.run(sealedSubject(core, nodeSubject(core.nation), core.now()), {}, work)
}
