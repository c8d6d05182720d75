import type {
  AuthenticationResponseJSON,
  PublicKeyCredentialCreationOptionsJSON,
  PublicKeyCredentialRequestOptionsJSON,
  RegistrationResponseJSON,
} from '@simplewebauthn/server'
import type { Result } from '../contract/result.ts'
import type { Subject } from '../contract/subject.ts'
import type { Language, PersonBody } from './contract.ts'

/** How somebody signed in. */
export type SignInMethod = 'password' | 'password-totp' | 'password-recovery' | 'passkey' | 'oidc' | 'link'

/** What a session still lacks before it gives any right; null when nothing. */
export type Limit = 'change-password' | 'enrol' | 'second-factor' | null

/** Where a request came from, as the HTTP layer knows it. */
export interface Origin {
  readonly address: string
  readonly agent: string
  /** The peer is this machine and no proxy stands between. */
  readonly local: boolean
}

export interface SessionFacts {
  readonly id: string
  readonly person: string
  readonly method: SignInMethod
  readonly openedAt: string
  readonly seenAt: string
  /** Ends then whatever happens. */
  readonly until: string
  /** Last proof by a second factor or passkey; null in a session that never gave one. */
  readonly strongAt: string | null
  readonly limit: Limit
  readonly address: string
  readonly agent: string
}

/** A session just opened or renewed; `token` goes into the cookie and nowhere else. */
export interface Opened {
  readonly token: string
  readonly session: string
  readonly person: string
  readonly limit: Limit
  readonly maxAgeSeconds: number
}

export interface Resolved {
  readonly subject: Subject
  readonly session: SessionFacts
  readonly person: PersonBody
  readonly agencyName: string
  readonly unitName: string
  readonly language: Language
  /** Purposes the person may change to. */
  readonly purposes: readonly string[]
  /** Rights changed since the token was given: answer with a new one. */
  readonly rotateDue: boolean
}

export interface CredentialOverview {
  readonly password: boolean
  readonly totp: boolean
  readonly recoveryCodesLeft: number
  readonly passkeys: readonly {
    readonly id: string
    readonly name: string
    readonly madeAt: string
    readonly usedAt: string | null
  }[]
}

/** Errors: `identity.refused` for every wrong or unknown credential alike, `identity.locked`, `identity.busy`. */
export interface SignIn {
  /** Also `identity.totp-needed` and `identity.passkey-needed`, both only after the right password. */
  password(
    input: { readonly username: string; readonly password: string; readonly totp?: string },
    origin: Origin,
  ): Promise<Result<Opened>>
  link(token: string, origin: Origin): Promise<Result<Opened>>
  passkeyOptions(): Promise<Result<PublicKeyCredentialRequestOptionsJSON>>
  passkey(response: AuthenticationResponseJSON, origin: Origin): Promise<Result<Opened>>
  /** Null where no provider is configured. `browserKey` ties the answer to the browser that asked. */
  readonly oidc: {
    readonly issuer: string
    start(): Promise<Result<{ url: string; browserKey: string }>>
    finish(answer: URL, browserKey: string | undefined, origin: Origin): Promise<Result<Opened>>
  } | null
}

/** A person's own session. `identity.session-absent` where the id is not one of theirs. */
export interface OwnSession {
  purpose(now: Resolved, purpose: string): Promise<Result<true>>
  language(now: Resolved, language: Language): Promise<Result<true>>
  /** Errors: `identity.refused`, `identity.locked`. Answers with a renewed token. */
  stepUp(now: Resolved, token: string, input: StepUp, origin: Origin): Promise<Result<Opened>>
  rotate(now: Resolved, token: string): Promise<Opened | null>
  list(now: Resolved): Promise<(SessionFacts & { current: boolean })[]>
  end(now: Resolved, session: string): Promise<Result<true>>
  endOthers(now: Resolved): Promise<number>
  signOut(now: Resolved): Promise<void>
}

export type StepUp =
  | { readonly kind: 'totp'; readonly code: string }
  | { readonly kind: 'passkey'; readonly response: AuthenticationResponseJSON }

/** A person's own credentials. All need a recent step-up unless the session is limited to setting them up. */
export interface OwnCredentials {
  overview(now: Resolved): Promise<CredentialOverview>
  /** Errors: `identity.password-weak` (says why), `identity.refused` (wrong current one). */
  changePassword(
    now: Resolved,
    token: string,
    input: { readonly current?: string; readonly password: string },
    origin: Origin,
  ): Promise<Result<Opened>>
  beginTotp(now: Resolved): Promise<Result<{ secret: string; uri: string }>>
  confirmTotp(
    now: Resolved,
    token: string,
    code: string,
  ): Promise<Result<Opened & { recoveryCodes: string[] }>>
  renewRecoveryCodes(now: Resolved): Promise<Result<string[]>>
  passkeyOptions(now: Resolved): Promise<Result<PublicKeyCredentialCreationOptionsJSON>>
  addPasskey(
    now: Resolved,
    token: string,
    input: { readonly name: string; readonly response: RegistrationResponseJSON },
  ): Promise<Result<Opened>>
  removePasskey(now: Resolved, id: string): Promise<Result<true>>
}

/** For administrators (checked here, not only at the door). */
export interface Administration {
  /** Path with a one-use link, allowed by `person.invite`. Errors: `identity.denied`, `identity.not-invited`. */
  invitation(now: Resolved, person: string): Promise<Result<{ path: string; until: string }>>
  unlock(now: Resolved, person: string): Promise<Result<true>>
  endSessions(now: Resolved, person: string): Promise<Result<number>>
  bindOidc(now: Resolved, person: string, subject: string): Promise<Result<true>>
}

export interface Identity {
  /** Null for anything but a running session that lacks nothing of an active person. Cached for `SUBJECT_CACHE_SECONDS`. */
  resolveSubject(token: string): Promise<Subject | null>
  /** Also answers for limited sessions, with a subject that holds no right. `activity: false` does not keep it alive. */
  resolve(token: string, options?: { readonly activity?: boolean }): Promise<Resolved | null>
  /** Drops cached subjects, of one person or all: call after a command on person, unit or break-glass. */
  forget(person?: string): void
  readonly signIn: SignIn
  readonly session: OwnSession
  readonly credentials: OwnCredentials
  readonly administration: Administration
  /** For a second proof by passkey: a challenge that only this session can spend. */
  stepUpOptions(now: Resolved): Promise<Result<PublicKeyCredentialRequestOptionsJSON>>
  /** Demonstration only: a link that signs this person in once, from this machine. */
  createOneUseLink(person: string): Promise<Result<string>>
}
