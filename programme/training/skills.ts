import type { Certificate } from './contract/certificate.ts'
import type { UnitSkill } from './contract/unit-skill.ts'
import { inDate } from './qualifications.ts'

/** One unit and qualification: how many hold it, how many are to. Counts, never names. */
export interface SkillCell {
  readonly nation: string
  readonly unit: string
  readonly code: string
  readonly held: number
  /** Of those held, how many run out within the time looked ahead. */
  readonly ending: number
  /** Null: nobody has said how many are needed. */
  readonly needed: number | null
  readonly gap: number
}

/** The matrix of units and qualifications on a day; a person who holds two certificates of a course counts once. */
export function skillsMatrix(
  certificates: readonly Certificate[],
  needs: readonly UnitSkill[],
  day: string,
  ahead: string,
): SkillCell[] {
  const key = (c: { nation: string; unit: string; code: string }): string =>
    JSON.stringify([c.nation, c.unit, c.code])
  const held = new Map<string, Map<string, string | null>>()
  for (const one of certificates) {
    if (one.state !== 'valid' || !inDate(one, day)) continue
    const people = held.get(key(one)) ?? new Map<string, string | null>()
    const before = people.get(one.holder)
    // The later end counts; without an end there is none later.
    const until = before === undefined ? one.validUntil : latest(before, one.validUntil)
    held.set(key(one), people.set(one.holder, until))
  }
  const needed = new Map(needs.filter((n) => n.state === 'needed').map((n) => [key(n), n.needed]))
  return [...new Set([...held.keys(), ...needed.keys()])].toSorted().map((name) => {
    const [nation, unit, code] = JSON.parse(name) as [string, string, string]
    const people = [...(held.get(name)?.values() ?? [])]
    const want = needed.get(name) ?? null
    return {
      nation,
      unit,
      code,
      held: people.length,
      ending: people.filter((until) => until !== null && until <= ahead).length,
      needed: want,
      gap: Math.max(0, (want ?? 0) - people.length),
    }
  })
}

const latest = (a: string | null, b: string | null): string | null =>
  a === null || b === null ? null : a > b ? a : b
