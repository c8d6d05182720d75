import type { CrewMember } from '../contract/crew-member.ts'

/** What the training register says a person holds on a day: codes of certificates in date. */
export type HeldElsewhere = (
  holders: readonly string[],
  day: string,
) => Promise<ReadonlyMap<string, readonly string[]>>

/** Codes that at least one of a crew holds on a day, as entered with the crew or by the register of certificates. */
export function heldCodes(
  crew: readonly CrewMember[],
  day: string,
  elsewhere: ReadonlyMap<string, readonly string[]>,
): Set<string> {
  return new Set(
    crew
      .filter(({ state }) => state === 'active')
      .flatMap(({ qualifications, holder }) => [
        ...qualifications.filter(({ until }) => day < until).map(({ code }) => code),
        ...(holder === null ? [] : (elsewhere.get(holder) ?? [])),
      ]),
  )
}
