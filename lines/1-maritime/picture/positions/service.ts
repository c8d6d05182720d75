import type { Subject } from '@basinet/kernel/contract'
import { MARITIME_SECURITY, PROTECTED_CRAFT_CAVEAT, SERVICE } from '../contract/words.ts'

/** No person: it holds every clearance, and its few record types and rights limit it. */
const ALWAYS = '9999-12-31T00:00:00.000Z'

/** The picture itself as a subject: takes feeds in, writes points, raises alerts. Never given to a person. */
export function pictureService(nation: string): Subject {
  return {
    person: `service:picture:${nation}`,
    session: null,
    nation,
    agency: 'node',
    unit: 'node',
    roles: [SERVICE, 'feed-service'],
    clearance: 4,
    handling: [PROTECTED_CRAFT_CAVEAT],
    purpose: MARITIME_SECURITY,
    juvenile: false,
    sealed: false,
    vettedUntil: ALWAYS,
    oversight: false,
    realms: [],
  }
}
