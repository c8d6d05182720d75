import type { StoredRecord } from '@basinet/kernel/contract'
import type { Tx } from '@basinet/kernel/store'
import { certificate, type Certificate } from '../contract/certificate.ts'
import type { Course } from '../contract/course.ts'
import { edition, type Edition } from '../contract/edition.ts'
import { nomination, type Nomination, type Refused } from '../contract/nomination.ts'
import type { VettingPort } from '../contract/vetting.ts'
import { inDate } from '../qualifications.ts'
import { eq, readAll } from './shared.ts'

const NOMINATIONS_MAX = 2000
const EDITIONS_MAX = 200
const HELD_MAX = 200

export const nominationsOf = (tx: Tx, editionId: string): Promise<StoredRecord<Nomination>[]> =>
  readAll<Nomination>(tx, nomination, [eq('edition', editionId)], NOMINATIONS_MAX)

export interface Standing {
  readonly why: Refused | null
  readonly lacks: string | null
}

/** What stands between a nomination and a seat: the first prerequisite not held on the first day, then the vetting. */
export async function standingOf(
  tx: Tx,
  who: Pick<Nomination, 'holder' | 'vettingReference'>,
  course: Pick<Course, 'prerequisites'>,
  held: Pick<Edition, 'from' | 'until' | 'funder'>,
  vetting: VettingPort,
): Promise<Standing> {
  const certificates =
    who.holder === null || course.prerequisites.length === 0
      ? []
      : await readAll<Certificate>(
          tx,
          certificate,
          [eq('holder', who.holder), eq('state', 'valid')],
          HELD_MAX,
        )
  const lacks = course.prerequisites.find(
    (code) => !certificates.some(({ body }) => body.code === code && inDate(body, held.from)),
  )
  if (lacks !== undefined) return { why: 'prerequisite', lacks }
  const { funder } = held
  return {
    why:
      funder === null || funder.vettingRule === null
        ? null
        : await vetted(
            tx,
            who.vettingReference,
            { donor: funder.name, rule: funder.vettingRule },
            held.until,
            vetting,
          ),
    lacks: null,
  }
}

/** A cleared result under the very rule, good to the last day of the edition; whatever else is said, and blocks. */
async function vetted(
  tx: Tx,
  reference: string | null,
  under: { readonly donor: string; readonly rule: string },
  until: string,
  vetting: VettingPort,
): Promise<Refused | null> {
  const found = reference === null ? null : await vetting(tx, { reference, ...under })
  if (found === null) return 'vetting-none'
  if (found.rule !== under.rule) return 'vetting-rule'
  if (found.result !== 'cleared') return `vetting-${found.result}`
  return found.until !== null && found.until >= until ? null : 'vetting-expired'
}

/** No-shows of earlier editions of the course that no quota has paid for yet, oldest first. */
export async function openCharges(tx: Tx, code: string, own: string): Promise<StoredRecord<Edition>[]> {
  const closed = await readAll<Edition>(tx, edition, [eq('code', code), eq('state', 'closed')], EDITIONS_MAX)
  return closed
    .filter((e) => e.id !== own && e.body.noShows.some((n) => !n.charged))
    .toSorted((a, b) => (a.body.from < b.body.from ? -1 : 1))
}

/** Quotas with the no-shows of earlier editions taken off, never below none. */
export function chargedQuotas(
  quotas: Edition['quotas'],
  charges: readonly Pick<Edition, 'noShows'>[],
): Readonly<Record<string, number>> {
  const owed = new Map<string, number>()
  for (const { nation, count, charged } of charges.flatMap((c) => c.noShows))
    if (!charged) owed.set(nation, (owed.get(nation) ?? 0) + count)
  return Object.fromEntries(quotas.map((q) => [q.nation, Math.max(0, q.seats - (owed.get(q.nation) ?? 0))]))
}
