import type { Json, JsonObject } from './json.ts'
import { CREDENTIALS_V2, OPEN_BADGES_CONTEXT } from './structure.ts'

export interface CertificateFacts {
  readonly id: string
  readonly issuer: { readonly id: string; readonly name: string }
  readonly validFrom: string
  /** Null: it does not expire. */
  readonly validUntil: string | null
  readonly name: string
  /** Pseudonymous identifier of the holder: a certificate carries no more of a person than it must. */
  readonly holder: string
  readonly achievement: {
    readonly id: string
    readonly name: string
    readonly description: string
    readonly criteria: string
  }
  readonly status: { readonly list: string; readonly index: number } | null
}

/** An unsigned Open Badges 3.0 AchievementCredential (Open Badges 3.0 B.1.1). */
export function achievementCredential(facts: CertificateFacts): JsonObject {
  return {
    '@context': [CREDENTIALS_V2, OPEN_BADGES_CONTEXT],
    id: facts.id,
    type: ['VerifiableCredential', 'OpenBadgeCredential'],
    issuer: { id: facts.issuer.id, type: ['Profile'], name: facts.issuer.name },
    validFrom: facts.validFrom,
    ...(facts.validUntil === null ? {} : { validUntil: facts.validUntil }),
    name: facts.name,
    credentialSubject: {
      id: facts.holder,
      type: ['AchievementSubject'],
      achievement: {
        id: facts.achievement.id,
        type: ['Achievement'],
        name: facts.achievement.name,
        description: facts.achievement.description,
        criteria: { narrative: facts.achievement.criteria },
      },
    },
    ...(facts.status === null
      ? {}
      : {
          credentialStatus: {
            id: `${facts.status.list}#${facts.status.index}`,
            type: 'BitstringStatusListEntry',
            statusPurpose: 'revocation',
            statusListIndex: String(facts.status.index),
            statusListCredential: facts.status.list,
          },
        }),
  }
}

/** An unsigned endorsement of an issuer, achievement or credential by its id (Open Badges 3.0 B.1.9). */
export function endorsementCredential(facts: {
  readonly id: string
  readonly issuer: { readonly id: string; readonly name: string }
  readonly validFrom: string
  readonly name: string
  readonly endorses: string
  readonly comment: string
}): JsonObject {
  return {
    '@context': [CREDENTIALS_V2, OPEN_BADGES_CONTEXT],
    id: facts.id,
    type: ['VerifiableCredential', 'EndorsementCredential'],
    issuer: { id: facts.issuer.id, type: ['Profile'], name: facts.issuer.name },
    validFrom: facts.validFrom,
    name: facts.name,
    credentialSubject: {
      id: facts.endorses,
      type: ['EndorsementSubject'],
      endorsementComment: facts.comment,
    },
  }
}

/** A credential with endorsements inside; it has to be signed after this. */
export function withEndorsements(credential: JsonObject, endorsements: readonly Json[]): JsonObject {
  return { ...credential, endorsement: endorsements }
}
