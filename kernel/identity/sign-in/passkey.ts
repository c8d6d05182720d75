import {
  generateAuthenticationOptions,
  verifyAuthenticationResponse,
  type AuthenticationResponseJSON,
  type PublicKeyCredentialRequestOptionsJSON,
} from '@simplewebauthn/server'
import type { Result } from '../../contract/result.ts'
import type { IdentityContext } from '../context.ts'
import { findAccount } from '../store/accounts.ts'
import { readPasskeys, usePasskey, type StoredPasskey } from '../store/credentials.ts'
import type { Opened, Origin } from '../types.ts'
import { freshChallenge, takeChallenge } from './challenge.ts'
import { logRefusal, openFor, REFUSED } from './open.ts'

/** WebAuthn Level 3 section 15.1 recommends 5 to 10 minutes for the whole ceremony. */
export const CEREMONY_MS = 300_000
const WHY_MAX = 200

/**
 * Options that name no credential: the authenticator offers the accounts it holds for this node, and nobody learns from us
 * which names exist or who has a passkey (WebAuthn Level 3 section 14.6.2).
 */
export async function passkeySignInOptions(
  ctx: IdentityContext,
  kind: 'passkey-sign-in' | 'passkey-step-up',
  data: unknown,
): Promise<PublicKeyCredentialRequestOptionsJSON> {
  const challenge = challengeBytes(freshChallenge(ctx, kind, data, CEREMONY_MS))
  return generateAuthenticationOptions({
    rpID: ctx.address.rpId,
    challenge,
    timeout: CEREMONY_MS,
    userVerification: 'required',
  })
}

/** WebAuthn carries bytes, in base64url; ours are the text of a sealed challenge. */
export const challengeBytes = (text: string): Uint8Array<ArrayBuffer> =>
  Uint8Array.from(Buffer.from(text, 'utf8'))
export const challengeText = (carried: string): string => Buffer.from(carried, 'base64url').toString('utf8')

/** The challenge inside a ceremony's answer, as text of the client; what it is worth the database says. */
export function challengeIn(clientDataJson: string): string | null {
  try {
    const data: unknown = JSON.parse(Buffer.from(clientDataJson, 'base64url').toString('utf8'))
    const challenge = (data as { challenge?: unknown } | null)?.challenge
    return typeof challenge === 'string' ? challenge : null
  } catch (error) {
    if (error instanceof SyntaxError) return null
    throw error
  }
}

type Checked =
  | { readonly person: string; readonly data: unknown }
  | { readonly why: string; readonly person: string | null }

/** Checks an assertion against the passkey it names. Verification by the user (PIN, finger) is required, so it counts as two factors. */
export async function checkAssertion(
  ctx: IdentityContext,
  kind: 'passkey-sign-in' | 'passkey-step-up',
  response: AuthenticationResponseJSON,
): Promise<Checked> {
  const challenge = challengeIn(response.response.clientDataJSON)
  if (challenge === null) return { why: 'client data', person: null }
  const data = await takeChallenge(ctx, kind, challengeText(challenge))
  if (data === null) return { why: 'challenge', person: null }
  const [key] = await ctx.asNode((tx) => readPasskeys(tx, { id: response.id }))
  if (key === undefined) return { why: 'unknown passkey', person: null }
  const handle = response.response.userHandle
  if (handle !== undefined && Buffer.from(handle, 'base64url').toString('utf8') !== key.person)
    return { why: 'user handle', person: key.person }
  const counter = await verifiedCounter(ctx, response, challenge, key)
  if (typeof counter !== 'number') return { why: counter.why, person: key.person }
  if (!(await ctx.asNode((tx) => usePasskey(tx, key.id, counter))))
    return { why: 'counter', person: key.person }
  return { person: key.person, data }
}

/** The library throws for every malformed or mismatched answer; its words go to the log, not to the client. */
async function verifiedCounter(
  ctx: IdentityContext,
  response: AuthenticationResponseJSON,
  challenge: string,
  key: StoredPasskey,
): Promise<number | { readonly why: string }> {
  try {
    const done = await verifyAuthenticationResponse({
      response,
      expectedChallenge: challenge,
      expectedOrigin: [...ctx.address.origins],
      expectedRPID: ctx.address.rpId,
      requireUserVerification: true,
      // The stored counter is compared where it is stored, so that two answers at once cannot both pass.
      credential: { id: key.id, publicKey: Uint8Array.from(key.publicKey), counter: 0 },
    })
    return done.verified ? done.authenticationInfo.newCounter : { why: 'signature' }
  } catch (error) {
    return {
      why: `not accepted: ${error instanceof Error ? error.message : String(error)}`.slice(0, WHY_MAX),
    }
  }
}

export async function signInWithPasskey(
  ctx: IdentityContext,
  response: AuthenticationResponseJSON,
  origin: Origin,
): Promise<Result<Opened>> {
  const checked = await checkAssertion(ctx, 'passkey-sign-in', response)
  if ('why' in checked) {
    await logRefusal(ctx, 'passkey', checked.person, checked.why, origin)
    return REFUSED
  }
  const account = await ctx.asNode((tx) => findAccount(tx, { person: checked.person }))
  if (account === null || account.person.state !== 'active') {
    await logRefusal(ctx, 'passkey', checked.person, account?.person.state ?? 'absent', origin)
    return REFUSED
  }
  return openFor(ctx, account, { method: 'passkey', strong: true }, origin)
}
