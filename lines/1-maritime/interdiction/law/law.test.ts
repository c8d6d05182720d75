import { describe, expect, it } from 'vitest'
import type { MaritimeAsset } from '../contract/asset.ts'
import type { HeldPerson } from '../contract/held-person.ts'
import type { AuthorityRequest } from '../contract/interdiction.ts'
import type { MaritimeAuthority, MaritimeZone } from '../contract/law.ts'
import { standing } from './answered.ts'
import { authorityFor, type Rule } from './authority-for.ts'
import { assetProblems, NO_UPKEEP } from './crew-check.ts'
import { landingProblem, mustBeApart, restrainedMinutes } from './person-rules.ts'
import { zoneAt } from './zone-at.ts'

const box = (west: number, east: number): MaritimeZone['shape'] => ({
  type: 'Polygon',
  coordinates: [
    [
      [west, 13],
      [east, 13],
      [east, 15],
      [west, 15],
      [west, 13],
    ],
  ],
})
const zone = (name: string, more: Partial<MaritimeZone>): MaritimeZone => ({
  name,
  zone: 'territorial',
  coastalState: 'LCA',
  shape: box(-61.2, -60.8),
  basis: 'legal',
  citation: 'an invented act of this test',
  state: 'active',
  ...more,
})
const rule = (id: string, more: Partial<MaritimeAuthority>): Rule => ({
  id,
  body: {
    flag: 'any',
    coastalState: 'any',
    zone: 'any',
    action: 'board',
    effect: 'granted',
    instrument: 'an invented treaty of this test',
    citation: 'art. 1',
    authority: null,
    contact: null,
    answerHours: null,
    silence: null,
    shiprider: false,
    state: 'active',
    ...more,
  },
})
const sea = { lon: -61, lat: 14 }

describe('the zone at a place', () => {
  it('is the innermost legal one', () => {
    const outer = zone('EEZ', { zone: 'exclusive-economic', shape: box(-63, -58) })
    expect(zoneAt([outer, zone('TS', {})], sea)).toEqual({
      known: true,
      zone: 'territorial',
      coastalState: 'LCA',
      name: 'TS',
    })
    expect(zoneAt([outer, zone('TS', {})], { lon: -60, lat: 14 })).toMatchObject({
      zone: 'exclusive-economic',
    })
  })

  it('is not known where none is loaded, where it is only computed, and where two states claim it', () => {
    expect(zoneAt([], sea)).toEqual({ known: false, why: 'no-zone', name: null })
    expect(zoneAt([zone('median line', { basis: 'computed' })], sea)).toMatchObject({
      known: false,
      why: 'computed',
    })
    expect(zoneAt([zone('A', {}), zone('B', { coastalState: 'MTQ' })], sea)).toMatchObject({
      why: 'disputed',
    })
    expect(zoneAt([zone('old', { state: 'retired' })], sea)).toMatchObject({ why: 'no-zone' })
  })
})

describe('the authority matrix', () => {
  const at = zoneAt([zone('TS', {})], sea)
  it('takes the rule that names the case most exactly', () => {
    const rules = [
      rule('any', { effect: 'denied' }),
      rule('own-sea', { coastalState: 'LCA', zone: 'territorial' }),
      rule('vct', { flag: 'VCT', coastalState: 'LCA', zone: 'territorial', effect: 'ask' }),
    ]
    expect(authorityFor(rules, 'BRB', at, 'board')).toMatchObject({ authority: 'granted', why: 'rule' })
    expect(authorityFor(rules, 'VCT', at, 'board').rule?.id).toBe('vct')
    expect(authorityFor(rules, null, at, 'board').rule?.id).toBe('own-sea')
    expect(authorityFor(rules, 'VCT', at, 'detain')).toMatchObject({ authority: 'unknown', why: 'no-rule' })
  })

  it('knows nothing where two equally exact rules differ, or where the zone is not known', () => {
    const rules = [rule('a', { flag: 'VCT' }), rule('b', { zone: 'territorial', effect: 'denied' })]
    expect(authorityFor(rules, 'VCT', at, 'board')).toMatchObject({
      authority: 'unknown',
      why: 'rules-contradict',
    })
    const nowhere = zoneAt([zone('median', { basis: 'computed' })], sea)
    expect(authorityFor([rule('a', {})], 'VCT', nowhere, 'board')).toMatchObject({
      authority: 'unknown',
      why: 'computed',
    })
  })
})

describe('an answer', () => {
  const asked: AuthorityRequest = {
    request: 1,
    kind: 'board',
    to: 'Flag registry',
    contact: null,
    instrument: 'invented treaty',
    rule: null,
    askedAt: '2026-11-24T10:00:00Z',
    by: 'w',
    answerBy: '2026-11-24T14:00:00Z',
    answer: null,
    answeredAt: null,
    answeredBy: null,
    effect: null,
    scope: null,
    shiprider: null,
  }
  const noon = Date.parse('2026-11-24T12:00:00Z')
  const evening = Date.parse('2026-11-24T18:00:00Z')
  const ask = (silence: MaritimeAuthority['silence'] = null) => ({
    authority: 'ask' as const,
    rule: rule('r', { effect: 'ask', silence }),
    why: 'rule' as const,
  })
  it('lets act only once it grants; silence only where the instrument says so and its time is out', () => {
    expect(standing(ask(), [], 'board', noon)).toEqual({ may: false, code: 'unasked' })
    expect(standing(ask(), [asked], 'board', noon)).toEqual({ may: false, code: 'waiting' })
    expect(standing(ask(), [{ ...asked, answer: 'refused' }], 'board', noon)).toMatchObject({
      code: 'refused',
    })
    expect(standing(ask(), [{ ...asked, answer: 'granted' }], 'board', noon).may).toBe(true)
    // Leave to search is no leave to detain.
    expect(standing(ask(), [{ ...asked, answer: 'granted' }], 'detain', noon)).toMatchObject({
      code: 'unasked',
    })
    const silent = { ...asked, answer: 'silence' as const }
    expect(standing(ask('granted'), [silent], 'board', evening).may).toBe(true)
    expect(standing(ask('granted'), [silent], 'board', noon).may).toBe(false)
    expect(standing(ask('nothing'), [silent], 'board', evening).may).toBe(false)
    expect(standing(ask(null), [silent], 'board', evening).may).toBe(false)
  })
  it('is not asked for where the matrix denies or does not know', () => {
    const unknown = { authority: 'unknown' as const, rule: null, why: 'no-zone' as const }
    expect(standing(unknown, [{ ...asked, answer: 'granted' }], 'board', noon)).toEqual({
      may: false,
      code: 'unknown',
    })
  })
})

it('does not send an asset that is down, grounded or short of a qualification', () => {
  const now = Date.parse('2026-11-24T12:00:00Z')
  const asset = {
    readiness: 'ready',
    defects: [{ text: 'radio 2', grounding: false, at: '2026-11-20T00:00:00Z' }],
    needs: ['coxswain'],
    crew: [{ name: 'A', qualifications: [{ name: 'coxswain', until: '2027-01-01T00:00:00Z' }] }],
  } as unknown as MaritimeAsset
  expect(assetProblems(asset, now, NO_UPKEEP)).toEqual([])
  expect(assetProblems(asset, Date.parse('2027-02-01T00:00:00Z'), NO_UPKEEP)).toEqual([
    { code: 'unqualified', text: 'coxswain' },
  ])
  const worse = { ...asset, readiness: 'down' as const, defects: [{ ...asset.defects[0]!, grounding: true }] }
  expect(assetProblems(worse, now, NO_UPKEEP).map((p) => p.code)).toEqual(['down', 'grounded'])
})

describe('a held person', () => {
  const person = { age: 'adult', rights: { at: 'x' }, fear: null } as unknown as HeldPerson
  const fear = (decision: 'may-be-transferred' | 'must-not-be-transferred' | null) =>
    ({ ...person, fear: { decision } }) as unknown as HeldPerson
  const home = { nation: 'LCA', own: 'LCA' }
  const abroad = { nation: 'VEN', own: 'LCA' }
  it('is not landed before age is judged and rights are read', () => {
    expect(landingProblem(person, abroad)).toBeNull()
    expect(landingProblem({ ...person, age: 'not-assessed' }, home)).toBe('age-not-assessed')
    expect(landingProblem({ ...person, rights: null }, home)).toBe('rights-not-read')
  })
  it('who fears to return is not transferred until it is decided', () => {
    expect(landingProblem(fear(null), abroad)).toBe('fear-undecided')
    expect(landingProblem(fear(null), home)).toBeNull()
    expect(landingProblem(fear('must-not-be-transferred'), abroad)).toBe('must-not-be-transferred')
    expect(landingProblem(fear('may-be-transferred'), abroad)).toBeNull()
  })
  it('is kept apart unless known to be an adult; minutes of restraint are added up', () => {
    expect([
      mustBeApart('adult', null),
      mustBeApart('not-assessed', null),
      mustBeApart('child', 'bridge'),
    ]).toEqual([false, true, false])
    const line = (kind: 'restraint-on' | 'restraint-off', at: string) => ({ kind, at, by: 'b', text: 'x' })
    const care = [
      line('restraint-on', '2026-11-24T10:00:00Z'),
      line('restraint-off', '2026-11-24T10:20:00Z'),
      line('restraint-on', '2026-11-24T11:00:00Z'),
    ]
    expect(restrainedMinutes(care, Date.parse('2026-11-24T11:05:00Z'))).toBe(25)
  })
})
