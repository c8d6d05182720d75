import {
  generateRegistrationOptions,
  verifyRegistrationResponse,
  type PublicKeyCredentialCreationOptionsJSON,
  type RegistrationResponseJSON,
} from '@simplewebauthn/server'
import { fail, ok, type Result } from '../../contract/result.ts'
import type { IdentityContext } from '../context.ts'
import { freshChallenge, takeChallenge } from '../sign-in/challenge.ts'
import { CEREMONY_MS, challengeBytes, challengeIn, challengeText } from '../sign-in/passkey.ts'
import type { Account } from '../store/accounts.ts'
import { addPasskey, readPasskeys } from '../store/credentials.ts'
import type { Resolved } from '../types.ts'

/** Passkeys of one person at most. */
const PASSKEYS_MAX = 20
/** COSE (RFC 9053): EdDSA, ES256, RS256, as WebAuthn Level 3 section 5.8.5 recommends; ML-DSA is still experimental in Node. */
const ALGORITHMS = [-8, -7, -257]

export async function passkeyEnrolOptions(
  ctx: IdentityContext,
  now: Resolved,
  account: Account,
): Promise<PublicKeyCredentialCreationOptionsJSON> {
  const challenge = challengeBytes(
    freshChallenge(ctx, 'passkey-enrol', { session: now.session.id }, CEREMONY_MS),
  )
  const keys = await ctx.asNode((tx) => readPasskeys(tx, { person: account.id }))
  return generateRegistrationOptions({
    rpName: ctx.address.rpName,
    rpID: ctx.address.rpId,
    userName: account.person.username,
    userDisplayName: account.person.name,
    // The person's id comes back as user handle at sign-in and must fit the passkey's owner.
    userID: Uint8Array.from(Buffer.from(account.id, 'utf8')),
    challenge,
    supportedAlgorithmIDs: ALGORITHMS,
    attestationType: 'none',
    excludeCredentials: keys.map((k) => ({ id: k.id, transports: [...k.transports] })),
    authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
  })
}

/** Errors: `identity.passkey-refused` (says why), `identity.passkeys-many`. */
export async function enrolPasskey(
  ctx: IdentityContext,
  now: Resolved,
  input: { readonly name: string; readonly response: RegistrationResponseJSON },
): Promise<Result<true>> {
  const challenge = challengeIn(input.response.response.clientDataJSON)
  const data =
    challenge === null
      ? null
      : ((await takeChallenge(ctx, 'passkey-enrol', challengeText(challenge))) as { session?: string } | null)
  if (challenge === null || data?.session !== now.session.id)
    return fail('identity.passkey-refused', 'the challenge was not given to this session, or is too old')
  const verified = await verify(ctx, challenge, input.response)
  if (!verified.ok) return verified
  const { credential, credentialDeviceType, credentialBackedUp } = verified.value
  const person = now.session.person
  const held = await ctx.asNode((tx) => readPasskeys(tx, { person }))
  if (held.length >= PASSKEYS_MAX)
    return fail('identity.passkeys-many', `at most ${PASSKEYS_MAX} passkeys`, undefined, {
      params: { n: PASSKEYS_MAX },
    })
  const added = await ctx.asNode((tx) =>
    addPasskey(tx, {
      id: credential.id,
      person,
      name: input.name,
      publicKey: Buffer.from(credential.publicKey),
      counter: credential.counter,
      transports: credential.transports ?? [],
      deviceType: credentialDeviceType,
      backedUp: credentialBackedUp,
    }),
  )
  return added ? ok(true) : fail('identity.passkey-refused', 'this authenticator is enrolled already')
}

type Registration = NonNullable<Awaited<ReturnType<typeof verifyRegistrationResponse>>['registrationInfo']>

/** The library throws for every malformed answer; here the person is signed in and may read why. */
async function verify(
  ctx: IdentityContext,
  challenge: string,
  response: RegistrationResponseJSON,
): Promise<Result<Registration>> {
  try {
    const done = await verifyRegistrationResponse({
      response,
      expectedChallenge: challenge,
      expectedOrigin: [...ctx.address.origins],
      expectedRPID: ctx.address.rpId,
      requireUserVerification: true,
      supportedAlgorithmIDs: ALGORITHMS,
    })
    return done.verified
      ? ok(done.registrationInfo)
      : fail('identity.passkey-refused', 'it could not be verified')
  } catch (error) {
    return fail('identity.passkey-refused', error instanceof Error ? error.message : String(error))
  }
}
