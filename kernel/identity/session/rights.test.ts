import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { CLASSES, classRank } from '../../contract/label.ts'
import type { RoleDeclaration } from '../../contract/line.ts'
import type { BreakGlassBody } from '../records/break-glass.ts'
import type { PersonBody } from '../records/person.ts'
import { isWithin, type Rights } from '../records/rights.ts'
import { BASE_ROLES } from '../records/roles.ts'
import { effectiveRights, subjectFor } from './rights.ts'

const runs = { numRuns: process.env['BASINET_FULL'] === '1' ? 20_000 : 500 }
const NOW = Date.parse('2026-11-24T12:00:00.000Z')
const ID = '0190a000-0000-7000-8000-000000000001'
const OTHER = '0190a000-0000-7000-8000-000000000002'

const declared = new Map<string, RoleDeclaration>(
  [
    ...BASE_ROLES,
    { id: 'watch-officer', purposes: ['watch', 'rescue'] },
    { id: 'examiner', purposes: ['evidence'] },
  ].map((r) => [r.id, r]),
)
const instant = fc.integer({ min: -3, max: 3 }).map((h) => new Date(NOW + h * 3_600_000).toISOString())
const roles = fc.subarray([
  'administrator',
  'auditor',
  'oversight',
  'watch-officer',
  'examiner',
  'not-declared',
  'node-system',
  'officer',
])
const words = fc.subarray(['ORCON', 'ALPHA', 'BRAVO', 'CHARLIE'])
const rights: fc.Arbitrary<Rights> = fc.record({
  roles,
  clearance: fc.constantFrom(...CLASSES),
  handling: words,
  purposes: fc.subarray(['watch', 'rescue', 'evidence', 'administration']),
  vettedUntil: fc.option(instant),
  juvenile: fc.boolean(),
  sealed: fc.boolean(),
  realms: fc.subarray(['juvenile', 'witness', 'integrity'] as ('juvenile' | 'witness' | 'integrity')[]),
  oversight: fc.boolean(),
})
const person = fc
  .record({ rights, state: fc.constantFrom('active', 'suspended', 'closed') })
  .map((p): PersonBody => ({
    name: 'A Person',
    rank: 'Officer',
    username: 'a.person',
    agency: ID,
    unit: ID,
    language: 'en',
    invitation: null,
    ...p,
  }))
const opened: fc.Arbitrary<BreakGlassBody> = fc.record({
  person: fc.constantFrom(ID, OTHER),
  kind: fc.constantFrom('life-at-risk', 'two-person'),
  reason: fc.constant('life'),
  scope: fc.record({
    clearance: fc.option(fc.constantFrom(...CLASSES)),
    handling: words,
    sealed: fc.boolean(),
    about: fc.constant('case'),
  }),
  from: instant,
  until: instant,
  approver: fc.constant(null),
  review: fc.constantFrom('due', 'proper', 'improper', 'not-needed'),
  reviewDue: fc.constant(null),
  reviewer: fc.constant(null),
  remark: fc.constant(null),
  state: fc.constantFrom('open', 'ended'),
})

const covers = (b: BreakGlassBody): boolean =>
  b.person === ID &&
  b.state === 'open' &&
  b.review !== 'improper' &&
  Date.parse(b.from) <= NOW &&
  NOW < Date.parse(b.until)

describe('effective rights', () => {
  it('never exceed what the person holds, widened by nothing but break-glass in force', () => {
    fc.assert(
      fc.property(person, fc.array(opened, { maxLength: 4 }), (who, widened) => {
        const got = effectiveRights(ID, who, widened, declared, new Date(NOW))
        const held = who.rights
        const force = who.state === 'active' && !held.oversight ? widened.filter(covers) : []
        const ceiling = Math.max(
          classRank(held.clearance),
          ...force.map((b) => (b.scope.clearance === null ? 0 : classRank(b.scope.clearance))),
        )
        const caveats = new Set([...held.handling, ...force.flatMap((b) => b.scope.handling)])
        expect(got.clearance).toBeLessThanOrEqual(ceiling)
        expect(got.handling.every((h) => caveats.has(h))).toBe(true)
        expect(!got.sealed || held.sealed || force.some((b) => b.scope.sealed)).toBe(true)
        expect(!got.juvenile || held.juvenile).toBe(true)
        expect(got.realms.every((r) => (held.realms as string[]).includes(r))).toBe(true)
        expect(got.roles.every((r) => r === 'officer' || r === 'oversight' || held.roles.includes(r))).toBe(
          true,
        )
        expect(got.roles).not.toContain('node-system')
        expect(got.roles).not.toContain('not-declared')
        expect([null, held.vettedUntil]).toContain(got.vettedUntil)
        expect(!got.oversight || held.oversight).toBe(true)
      }),
      runs,
    )
  })

  it('are nothing for who is not active, and no content for oversight', () => {
    fc.assert(
      fc.property(person, fc.array(opened, { maxLength: 4 }), (who, widened) => {
        const got = effectiveRights(ID, who, widened, declared, new Date(NOW))
        const content =
          got.clearance > 0 || got.handling.length > 0 || got.juvenile || got.sealed || got.realms.length > 0
        expect(content && (who.state !== 'active' || who.rights.oversight)).toBe(false)
        expect(who.state !== 'active' && got.roles.length > 0).toBe(false)
        expect(who.rights.oversight && got.roles.some((r) => r !== 'oversight')).toBe(false)
      }),
      runs,
    )
  })

  it('allow only purposes of the roles, narrowed by the person', () => {
    fc.assert(
      fc.property(
        person,
        fc.option(fc.constantFrom('watch', 'evidence', 'administration', 'invented')),
        (who, wish) => {
          const got = effectiveRights(ID, who, [], declared, new Date(NOW))
          const subject = subjectFor({
            id: ID,
            session: OTHER,
            nation: 'LCA',
            person: who,
            rights: got,
            purpose: wish,
            strongAt: null,
          })
          const fromRoles = got.roles.flatMap((r) => declared.get(r)?.purposes ?? [])
          expect(got.purposes.every((p) => fromRoles.includes(p))).toBe(true)
          expect(subject.purpose === null || got.purposes.includes(subject.purpose)).toBe(true)
          expect(subject).not.toHaveProperty('purposes')
        },
      ),
      runs,
    )
  })

  it('are seen to widen when the emergency scope does', () => {
    const who = {
      rights: {
        roles: [],
        clearance: 'official',
        handling: [],
        purposes: [],
        vettedUntil: null,
        juvenile: false,
        sealed: false,
        realms: [],
        oversight: false,
      },
      state: 'active',
    } as unknown as PersonBody
    const open = {
      person: ID,
      state: 'open',
      review: 'due',
      from: new Date(NOW).toISOString(),
      until: new Date(NOW + 1).toISOString(),
      scope: { clearance: 'confidential', handling: ['ALPHA'], sealed: true, about: 'x' },
    } as unknown as BreakGlassBody
    expect(effectiveRights(ID, who, [open], declared, new Date(NOW))).toMatchObject({
      clearance: 3,
      handling: ['ALPHA'],
      sealed: true,
    })
    expect(effectiveRights(ID, who, [open], declared, new Date(NOW + 1))).toMatchObject({
      clearance: 1,
      handling: [],
      sealed: false,
    })
  })
})

describe('narrowing', () => {
  it('is reflexive, transitive, and honest about every part', () => {
    fc.assert(
      fc.property(rights, rights, rights, (a, b, c) => {
        expect(isWithin(a, a)).toBe(true)
        expect(!(isWithin(a, b) && isWithin(b, c)) || isWithin(a, c)).toBe(true)
      }),
      runs,
    )
  })

  it.each<[string, Partial<Rights>]>([
    ['a role', { roles: ['auditor', 'watch-officer'] }],
    ['clearance', { clearance: 'confidential' }],
    ['a caveat', { handling: ['ALPHA', 'BRAVO'] }],
    ['a purpose', { purposes: ['watch', 'rescue'] }],
    ['every purpose', { purposes: [] }],
    ['vetting', { vettedUntil: '2027-02-01T00:00:00.000Z' }],
    ['juvenile records', { juvenile: true }],
    ['sealed records', { sealed: true }],
    ['a realm', { realms: ['witness'] }],
    ['oversight', { oversight: true }],
  ])('is not said of rights with %s more', (_what, more) => {
    const outer: Rights = {
      roles: ['auditor'],
      clearance: 'restricted',
      handling: ['ALPHA'],
      purposes: ['watch'],
      vettedUntil: '2027-01-01T00:00:00.000Z',
      juvenile: false,
      sealed: false,
      realms: [],
      oversight: false,
    }
    expect(isWithin({ ...outer, ...more }, outer)).toBe(false)
    expect(
      isWithin({ ...outer, roles: [], handling: [], clearance: 'public', vettedUntil: null }, outer),
    ).toBe(true)
  })

  it('means that no subject made from the inner one exceeds one made from the outer', () => {
    fc.assert(
      fc.property(rights, rights, (inner, outer) => {
        if (!isWithin(inner, outer)) return
        const body = (r: Rights) => ({ rights: r, state: 'active' }) as unknown as PersonBody
        const i = effectiveRights(ID, body(inner), [], declared, new Date(NOW))
        const o = effectiveRights(ID, body(outer), [], declared, new Date(NOW))
        expect(i.clearance).toBeLessThanOrEqual(o.clearance)
        expect(i.roles.every((r) => o.roles.includes(r))).toBe(true)
        expect(i.purposes.every((p) => o.purposes.includes(p))).toBe(true)
        expect(i.handling.every((h) => o.handling.includes(h))).toBe(true)
      }),
      runs,
    )
  })
})
