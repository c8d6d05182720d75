import { CLASSES, classRank, ONWARD, type Label } from './label.ts'

const union = (lists: readonly (readonly string[])[]): string[] => [...new Set(lists.flat())].sort()

/** Empty purposes mean "no limit", so they do not narrow; two lists that share nothing leave an unusable purpose. */
function intersectPurposes(lists: readonly (readonly string[])[]): string[] {
  const limited = lists.filter((list) => list.length > 0)
  const [first, ...rest] = limited
  if (first === undefined) return []
  const shared = first.filter((p) => rest.every((list) => list.includes(p)))
  return shared.length > 0 ? [...new Set(shared)].sort() : [NO_COMMON_PURPOSE]
}

/** Held by no subject: a record derived from sources without a common purpose is readable by nobody until relabelled. */
export const NO_COMMON_PURPOSE = 'no-common-purpose'

/** A nation may hold a derived record only if every source may be released to it; an owner needs no release. */
function intersectNations(labels: readonly Label[], pick: (label: Label) => readonly string[]): string[] {
  const candidates = union(labels.map(pick))
  return candidates.filter((nation) => labels.every((l) => l.owner === nation || pick(l).includes(nation)))
}

const latest = (times: readonly (string | null)[]): string | null =>
  times.reduce<string | null>(
    (a, b) => (a === null ? b : b === null || Date.parse(a) >= Date.parse(b) ? a : b),
    null,
  )
const earliest = (times: readonly (string | null)[]): string | null =>
  times.reduce<string | null>(
    (a, b) => (a === null ? b : b === null || Date.parse(a) <= Date.parse(b) ? a : b),
    null,
  )

/**
 * Label of a record derived from others, owned by `owner`: class max; releaseTo, displayOnly, purposes intersection;
 * handling, holds, sources union; flags or; keepUntil max; eraseBy, leaseUntil min; onward strictest.
 * @throws BUG when called without a source.
 */
export function combineLabels(owner: string, labels: readonly Label[]): Label {
  if (labels.length === 0) throw new Error('BUG: combineLabels needs at least one label')
  const rank = Math.max(...labels.map((l) => classRank(l.class)))
  const onward = Math.max(...labels.map((l) => ONWARD.indexOf(l.onward)))
  return {
    owner,
    class: CLASSES[rank] ?? 'secret',
    releaseTo: intersectNations(labels, (l) => l.releaseTo),
    displayOnly: intersectNations(labels, (l) => [...l.displayOnly, ...l.releaseTo]).filter(
      (n) => !intersectNations(labels, (l) => l.releaseTo).includes(n),
    ),
    handling: union(labels.map((l) => l.handling)),
    purposes: intersectPurposes(labels.map((l) => l.purposes)),
    personal: labels.some((l) => l.personal),
    juvenile: labels.some((l) => l.juvenile),
    sealed: labels.some((l) => l.sealed),
    keepUntil: latest(labels.map((l) => l.keepUntil)),
    eraseBy: earliest(labels.map((l) => l.eraseBy)),
    holds: union(labels.map((l) => l.holds)),
    leaseUntil: earliest(labels.map((l) => l.leaseUntil)),
    onward: ONWARD[onward] ?? 'none',
    sources: union(labels.map((l) => [...l.sources, l.owner])),
    exercise: labels.some((l) => l.exercise),
  }
}

/** Retention says keep longer than the erasure rule allows: no machine decides that, a person does. */
export function retentionConflict(label: Label): boolean {
  return (
    label.keepUntil !== null &&
    label.eraseBy !== null &&
    Date.parse(label.keepUntil) > Date.parse(label.eraseBy)
  )
}

/** True when `to` is readable by anyone who could not read `from`: a downgrade, which needs a reason and a second person. */
export function isDowngrade(from: Label, to: Label): boolean {
  const lostFlag =
    (from.sealed && !to.sealed) || (from.juvenile && !to.juvenile) || (from.personal && !to.personal)
  const widerRelease = [...to.releaseTo, ...to.displayOnly].some(
    (n) => ![...from.releaseTo, ...from.displayOnly].includes(n),
  )
  const lostCaveat = from.handling.some((h) => !to.handling.includes(h))
  const widerPurpose =
    from.purposes.length > 0 &&
    (to.purposes.length === 0 || to.purposes.some((p) => !from.purposes.includes(p)))
  const fullRelease = to.releaseTo.some((n) => from.displayOnly.includes(n) && !from.releaseTo.includes(n))
  const looserOnward = ONWARD.indexOf(to.onward) < ONWARD.indexOf(from.onward)
  const lostHold = from.holds.some((h) => !to.holds.includes(h))
  const lostExercise = from.exercise && !to.exercise
  return (
    classRank(to.class) < classRank(from.class) ||
    lostFlag ||
    widerRelease ||
    lostCaveat ||
    widerPurpose ||
    fullRelease ||
    looserOnward ||
    lostHold ||
    lostExercise
  )
}
