import { isObject, listOf, type Json, type JsonObject } from './json.ts'

/** Contexts of VC 2.0 and Open Badges 3.0.3: compared by name, never fetched. The terms we read are theirs. */
export const CREDENTIALS_V2 = 'https://www.w3.org/ns/credentials/v2'
export const OPEN_BADGES_CONTEXT = 'https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json'
/** Earlier context files of the same version 3.0, which mean the same for what we read. */
const OPEN_BADGES_CONTEXTS =
  /^https:\/\/purl\.imsglobal\.org\/spec\/ob\/v3p0\/context(?:-3\.0\.[0-3])?\.json$/

export interface StructureFault {
  /** Where, e.g. `credentialSubject.achievement.name`. */
  readonly member: string
  readonly message: string
}

export type CredentialKind = 'achievement' | 'endorsement' | 'status-list'

/** What kind a credential says it is; null for one we do not know. */
export function kindOf(credential: JsonObject): CredentialKind | null {
  const types = listOf(credential['type'])
  if (types.includes('OpenBadgeCredential') || types.includes('AchievementCredential')) return 'achievement'
  if (types.includes('EndorsementCredential')) return 'endorsement'
  return types.includes('BitstringStatusListCredential') ? 'status-list' : null
}

/** Mandatory members of a verifiable credential and of its kind (VC Data Model 2.0 4; Open Badges 3.0 B.1, B.2). */
export function structureFaults(credential: JsonObject): StructureFault[] {
  const faults: StructureFault[] = []
  const say = (member: string, message: string): void => void faults.push({ member, message })
  const kind = kindOf(credential)
  const contexts = listOf(credential['@context'])
  if (contexts[0] !== CREDENTIALS_V2) say('@context', `must begin with ${CREDENTIALS_V2}`)
  if (kind !== 'status-list' && !contexts.some((c) => typeof c === 'string' && OPEN_BADGES_CONTEXTS.test(c)))
    say('@context', `must name ${OPEN_BADGES_CONTEXT}`)
  if (!listOf(credential['type']).includes('VerifiableCredential'))
    say('type', 'must hold VerifiableCredential')
  if (kind === null) say('type', 'is no OpenBadgeCredential, EndorsementCredential or status list')
  if (!isText(credential['id'])) say('id', 'is required')
  issuer(credential['issuer'], say)
  period(credential, say)
  const subjects = listOf(credential['credentialSubject'])
  if (subjects.length !== 1) say('credentialSubject', 'one is required')
  const subject = subjects[0]
  if (isObject(subject)) {
    if (kind === 'achievement') achievementSubject(subject, say)
    if (kind === 'endorsement') {
      if (!isText(credential['name'])) say('name', 'is required of an endorsement')
      if (!isText(subject['id'])) say('credentialSubject.id', 'names what is endorsed and is required')
      has(subject, 'EndorsementSubject', 'credentialSubject', say)
    }
  } else if (subject !== undefined) say('credentialSubject', 'is no object')
  return faults
}

type Say = (member: string, message: string) => void

function issuer(value: Json | undefined, say: Say): void {
  if (value === undefined) say('issuer', 'is required')
  else if (typeof value === 'string') {
    if (value === '') say('issuer', 'is empty')
  } else if (!isObject(value)) say('issuer', 'is neither an identifier nor a profile')
  else {
    if (!isText(value['id'])) say('issuer.id', 'is required')
    if (value['type'] !== undefined) has(value, 'Profile', 'issuer', say)
  }
}

function period(credential: JsonObject, say: Say): void {
  const from = instant(credential['validFrom'])
  const until = instant(credential['validUntil'])
  if (from === null) say('validFrom', 'is required, a date and time with zone')
  if (credential['validUntil'] !== undefined && until === null)
    say('validUntil', 'is no date and time with zone')
  if (from !== null && until !== null && until <= from) say('validUntil', 'is before validFrom')
}

function achievementSubject(subject: JsonObject, say: Say): void {
  has(subject, 'AchievementSubject', 'credentialSubject', say)
  if (!isText(subject['id']) && listOf(subject['identifier']).length === 0)
    say('credentialSubject.id', 'or an identifier is required')
  const { achievement } = subject
  const at = 'credentialSubject.achievement'
  if (!isObject(achievement)) {
    say(at, 'is required')
    return
  }
  has(achievement, 'Achievement', at, say)
  for (const member of ['id', 'name', 'description'])
    if (!isText(achievement[member])) say(`${at}.${member}`, 'is required')
  const { criteria } = achievement
  if (!isObject(criteria)) say(`${at}.criteria`, 'is required')
  else if (!isText(criteria['id']) && !isText(criteria['narrative']))
    say(`${at}.criteria`, 'needs a narrative or an id')
}

function has(value: JsonObject, type: string, at: string, say: Say): void {
  if (!listOf(value['type']).includes(type)) say(`${at}.type`, `must hold ${type}`)
}

const isText = (value: Json | undefined): value is string => typeof value === 'string' && value !== ''

/** Milliseconds of an XML Schema dateTimeStamp (VC 2.0 4.9: a zone is required); null for anything else. */
export function instant(value: Json | undefined): number | null {
  if (typeof value !== 'string') return null
  if (!/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)$/.test(value)) return null
  const ms = Date.parse(value)
  if (Number.isNaN(ms)) return null
  // Date.parse takes the 31st of February for a day in March.
  const day = Number(value.slice(8, 10))
  return day <= new Date(Date.UTC(Number(value.slice(0, 4)), Number(value.slice(5, 7)), 0)).getUTCDate()
    ? ms
    : null
}

/** Identifier of the issuer, '' where there is none. */
export function issuerId(credential: JsonObject): string {
  const value = credential['issuer']
  if (typeof value === 'string') return value
  const id = isObject(value) ? value['id'] : undefined
  return typeof id === 'string' ? id : ''
}
