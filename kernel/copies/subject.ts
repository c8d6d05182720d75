import { classRank } from '../contract/label.ts'
import type { Subject } from '../contract/subject.ts'
import { nodeSubject } from '../record/core.ts'
import { NETWORK_ROLE } from './contract.ts'

/**
 * Writes copies and reads what may leave; no record is readable to it in any other way but those of the types that name its
 * role, questions to partners among them: carrying them is its purpose.
 */
export function networkSubject(nation: string): Subject {
  return {
    ...nodeSubject(nation),
    person: `network:${nation}`,
    unit: 'network',
    roles: [NETWORK_ROLE],
    clearance: classRank('restricted'),
    purpose: 'network',
  }
}
