import fc from 'fast-check'
import { CLASSES, ONWARD, type Label } from '../contract/label.ts'
import type { Subject } from '../contract/subject.ts'

/**
 * Random labels and subjects for property tests. Values come from small pools, so that caveats, nations, purposes and times
 * meet often enough to be allowed, and times fall before, on and after each other to the millisecond.
 */
const NATIONS = ['LCA', 'BRB', 'VCT', 'GRD']
export const CAVEATS = ['naval', 'source', 'grand jury', 'l’œil', "o'brien", 'back\\slash', '{brace,"quote"}']
const PURPOSES = ['maritime', 'customs', 'court', 'no-common-purpose', '']
const HOLDS = ['court order 12/2026', 'appeal']

export const NOW = Date.parse('2026-11-24T20:30:00.000Z')
const OFFSETS_MS = [-86_400_000, -1, 0, 1, 86_400_000, NOW * -1, Date.parse('9999-12-31T23:59:59.999Z') - NOW]

const time = fc.constantFrom(...OFFSETS_MS).map((offset) => new Date(NOW + offset).toISOString())
const timeOrNull = fc.oneof({ weight: 2, arbitrary: fc.constant(null) }, { weight: 3, arbitrary: time })
const some = (pool: readonly string[], most: number): fc.Arbitrary<string[]> =>
  fc.array(fc.constantFrom(...pool), { maxLength: most })
const seldom = fc.integer({ min: 0, max: 3 }).map((n) => n === 0)

export const labelArbitrary: fc.Arbitrary<Label> = fc.record({
  owner: fc.constantFrom('LCA', 'LCA', ...NATIONS),
  class: fc.constantFrom(...CLASSES),
  releaseTo: some(NATIONS, 3),
  displayOnly: some(NATIONS, 2),
  handling: some(CAVEATS, 2),
  purposes: some(
    PURPOSES.filter((p) => p !== ''),
    3,
  ),
  personal: fc.boolean(),
  juvenile: seldom,
  sealed: seldom,
  keepUntil: timeOrNull,
  eraseBy: timeOrNull,
  holds: some(HOLDS, 2),
  leaseUntil: timeOrNull,
  onward: fc.constantFrom(...ONWARD),
  sources: some(NATIONS, 2),
  exercise: fc.boolean(),
})

export const subjectArbitrary: fc.Arbitrary<Subject> = fc.record({
  person: fc.uuid(),
  session: fc.constant(null),
  nation: fc.constantFrom('LCA', ...NATIONS),
  agency: fc.constant('police'),
  unit: fc.constant('marine'),
  roles: fc.constant(['reader']),
  clearance: fc.integer({ min: 0, max: CLASSES.length - 1 }),
  handling: fc.oneof(fc.subarray(CAVEATS), fc.constant(CAVEATS)),
  purpose: fc.oneof(fc.constant(null), fc.constantFrom(...PURPOSES)),
  juvenile: fc.boolean(),
  sealed: fc.boolean(),
  vettedUntil: timeOrNull,
  oversight: fc.boolean(),
  realms: fc.constant([]),
})

/** A decision's time: on the millisecond of other times as often as not. */
export const atArbitrary: fc.Arbitrary<Date> = fc
  .constantFrom(0, 0, 1, -1, 86_400_000, -86_400_000)
  .map((offset) => new Date(NOW + offset))
