import type { Subject } from '@basinet/kernel/contract'
import { PROTECTED_CRAFT_CAVEAT } from '@basinet/picture/contract'
import { SERVICE } from './contract/words.ts'

/** No person: its few record types and rights limit it. */
const ALWAYS = '9999-12-31T00:00:00.000Z'

/** Sends positions of what was shared and ends what has run its time; never given to a person. */
export function partnerWatchService(nation: string): Subject {
  return {
    person: `service:partner-watch:${nation}`,
    session: null,
    nation,
    agency: 'node',
    unit: 'node',
    roles: [SERVICE],
    clearance: 4,
    // A craft with a grant of its own is seen; without one its positions stay (`mayGive`).
    handling: [PROTECTED_CRAFT_CAVEAT],
    purpose: 'maritime-security',
    juvenile: false,
    sealed: false,
    vettedUntil: ALWAYS,
    oversight: false,
    realms: [],
  }
}
