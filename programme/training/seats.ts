/** A person a nation puts forward; its own order is its priority. */
export interface Nomination {
  readonly id: string
  readonly nation: string
  /** 1 is the nation's first. */
  readonly priority: number
  /** Every prerequisite is held and in date. */
  readonly qualified: boolean
  /** Human-rights vetting under the donor's rule; `not-needed` where no donor with such a rule pays. */
  readonly vetting: 'cleared' | 'submitted' | 'rejected' | 'suspended' | 'expired' | 'none' | 'not-needed'
}

export type Refusal = 'prerequisite' | 'vetting'

export interface Allocation {
  readonly seated: readonly string[]
  /** Alternates in the order they move up. */
  readonly waiting: readonly string[]
  readonly refused: readonly { readonly id: string; readonly why: Refusal }[]
}

/**
 * Seats of an edition by the nations' quotas. Who lacks a prerequisite or a cleared vetting has no seat, and it says why. What
 * a nation leaves open goes round the others, one seat a nation at a time, those with the least seats first.
 */
export function allocate(
  seats: number,
  quotas: Readonly<Record<string, number>>,
  nominations: readonly Nomination[],
): Allocation {
  const refused: { id: string; why: Refusal }[] = []
  const queues = new Map<string, Nomination[]>()
  for (const nomination of nominations.toSorted(
    (a, b) => a.priority - b.priority || (a.id < b.id ? -1 : 1),
  )) {
    const why = refusal(nomination)
    if (why === null) queues.set(nomination.nation, [...(queues.get(nomination.nation) ?? []), nomination])
    else refused.push({ id: nomination.id, why })
  }
  const seated: string[] = []
  const held = new Map<string, number>()
  const nations = [...queues.keys()].toSorted()
  const take = (nation: string): boolean => {
    const next = seated.length < seats ? queues.get(nation)?.shift() : undefined
    if (next === undefined) return false
    seated.push(next.id)
    held.set(nation, (held.get(nation) ?? 0) + 1)
    return true
  }
  for (const nation of nations) for (let n = 0; n < (quotas[nation] ?? 0); n++) if (!take(nation)) break
  const round = (): string | undefined =>
    nations
      .filter((nation) => (queues.get(nation)?.length ?? 0) > 0)
      .toSorted((a, b) => (held.get(a) ?? 0) - (held.get(b) ?? 0) || (a < b ? -1 : 1))[0]
  for (let nation = round(); nation !== undefined && seated.length < seats; nation = round()) take(nation)
  const waiting = [...queues.values()]
    .flat()
    .toSorted((a, b) => a.priority - b.priority || (a.id < b.id ? -1 : 1))
  return { seated, waiting: waiting.map((n) => n.id), refused }
}

function refusal({ qualified, vetting }: Nomination): Refusal | null {
  if (!qualified) return 'prerequisite'
  return vetting === 'cleared' || vetting === 'not-needed' ? null : 'vetting'
}
