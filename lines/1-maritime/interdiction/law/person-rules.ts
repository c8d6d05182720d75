import type { HeldPerson } from '../contract/held-person.ts'

export interface LandingPlan {
  /** State of the receiving authority. */
  readonly nation: string
  /** This node's. */
  readonly own: string
}

/**
 * Why a person may not be handed to a receiving authority yet. Age in doubt is a child's until it is judged; fear of return stops
 * a transfer to another state until it is decided, and for good where it is decided so (non-refoulement, Refugee
 * Convention art. 33; CAT art. 3).
 */
export function landingProblem(person: HeldPerson, { nation, own }: LandingPlan): string | null {
  if (person.age === 'not-assessed') return 'age-not-assessed'
  if (person.rights === null) return 'rights-not-read'
  if (nation === own || person.fear === null) return null
  if (person.fear.decision === null) return 'fear-undecided'
  return person.fear.decision === 'must-not-be-transferred' ? 'must-not-be-transferred' : null
}

/** Whoever is not known to be an adult is kept apart from adults who are not family (CRC art. 37 c). */
export function mustBeApart(age: HeldPerson['age'], apart: string | null): boolean {
  return age !== 'adult' && apart === null
}

/** In doubt a person is a child, and the record is isolated as a child's (CRC art. 40.2 b vii). */
export const isJuvenile = (age: HeldPerson['age']): boolean => age !== 'adult'

/** Minutes under restraint, from the care log; `atMs` ends one that is still on. */
export function restrainedMinutes(care: HeldPerson['care'], atMs: number): number {
  let since: number | null = null
  let total = 0
  for (const line of care.toSorted((a, b) => Date.parse(a.at) - Date.parse(b.at))) {
    if (line.kind === 'restraint-on') since ??= Date.parse(line.at)
    if (line.kind !== 'restraint-off' || since === null) continue
    total += Date.parse(line.at) - since
    since = null
  }
  if (since !== null) total += Math.max(0, atMs - since)
  return Math.round(total / 60_000)
}
