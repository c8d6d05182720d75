import { readFileSync } from 'node:fs'
import { Errors } from 'typebox/value'
import { describe, expect, it } from 'vitest'
import { sharedData, sharedPresent } from '../../../../tests/data/shared.ts'
import { sharingCapability } from '@basinet/network/contract'
import ribin from '../agreement/ribin.json' with { type: 'json' }
import { ballisticsCapability } from '../contract.ts'
import type { Classes } from '../contract/specimen.ts'
import { openEngine } from '../engine/engine.ts'
import { PURPOSE } from '../contract/words.ts'
import { work } from '../engine/work.ts'
import { classConflicts } from './classes.ts'
import { checkConclusion, outcomeOf } from './conclusion.ts'

const NOW = new Date('2026-11-24T12:00:00Z')
const classes: Classes = {
  calibre: '9x19',
  firingPin: 'elliptical',
  ejectorClock: 12,
  extractorClock: 3,
  landsGrooves: null,
  twist: null,
  landWidthMm: 1.5,
  grooveWidthMm: null,
}
const of = (change: Partial<Classes> = {}, kind: 'scene-case' | 'scene-bullet' = 'scene-case') => ({
  kind,
  classes: { ...classes, ...change },
})

describe('class characteristics', () => {
  it.each([
    [{}, null, []],
    [{ calibre: '9X19 ' }, null, []],
    [{ calibre: '.40' }, null, ['calibre']],
    [{ firingPin: 'hemispherical' }, null, ['firingPin']],
    [{ firingPin: null, twist: 'left', landsGrooves: 6 }, null, []],
    [{ ejectorClock: 1 }, null, []],
    [{ ejectorClock: 9, extractorClock: 5 }, null, ['ejectorClock', 'extractorClock']],
    [{ landWidthMm: 1.9 }, null, []],
    [{ landWidthMm: 1.9 }, 100, ['landWidthMm']],
  ] as const)('%j with a tolerance of %s contradicts in %j', (change, tolerance, conflicts) => {
    expect(classConflicts(of(), of(change), tolerance)).toEqual(conflicts)
    expect(classConflicts(of(change), of(), tolerance)).toEqual(conflicts)
  })
  it('never holds a case against a bullet', () =>
    expect(classConflicts(of(), of({}, 'scene-bullet'), null)).toEqual(['kind']))
})

describe('conclusions', () => {
  const at = '2026-11-24T10:00:00.000Z'
  const under = { of: 'specimens' as const, microscope: 'M1', at, castCertificate: null }
  it('identifies under a microscope only, casts with their certificate only', () => {
    expect(checkConclusion('identification', null, NOW)).toMatchObject({
      error: { code: 'ballistic-examination.microscopy' },
    })
    expect(checkConclusion('identification', under, NOW).ok).toBe(true)
    expect(checkConclusion('inconclusive-a', null, NOW).ok).toBe(true)
    expect(checkConclusion('identification', { ...under, of: 'certified-casts' }, NOW).ok).toBe(false)
    expect(checkConclusion('elimination', { ...under, at: '2026-11-25T00:00:00Z' }, NOW).ok).toBe(false)
  })
  it('agree on one word or on none', () => {
    expect(outcomeOf('elimination', 'elimination').conclusion).toBe('elimination')
    expect(outcomeOf('inconclusive-a', 'inconclusive-b').state).toBe('disagreed')
  })
})

describe('the engine', () => {
  const face = (name: string): Uint8Array | null => {
    const path = sharedData(`ballistics/breechface-fadul/fadul_${name}.x3p`)
    return path === null ? null : readFileSync(path)
  }
  it('finds a lead between cases of one slide and says how much it rests on', async () => {
    const [first, second] = [face('1-1'), face('1-2')]
    expect(first !== null && second !== null).toBe(sharedPresent)
    if (first === null || second === null) {
      console.warn('data absent: ballistics/breechface-fadul')
      return
    }
    const found = await openEngine().run({ do: 'compare', first, second, area: 'breech-face' })
    if ('problem' in found) throw new Error(found.problem)
    expect(found.decision).toBe('lead')
    expect(found.cmc).toBeGreaterThanOrEqual(6)
    expect(found.lr?.referenceSet).toBeTruthy()
    expect(found.lr?.low).toBeLessThanOrEqual(found.lr?.log10 ?? -99)
    const map = work({ do: 'map', bytes: first, area: 'breech-face' })
    if (!('z' in map)) throw new Error('no map')
    expect(map.z).toHaveLength(map.width * map.height)
    expect(map.z.some((z) => z === null) && map.z.some((z) => z !== null)).toBe(true)
  }, 60_000)
  it('says where a file is wrong', () => {
    expect(work({ do: 'read', bytes: new Uint8Array([1, 2, 3]), area: 'breech-face' })).toMatchObject({
      reading: { problem: expect.any(String) },
      map: null,
    })
  })
})

it('the charter as a draft has the form of an agreement’s terms, and names records and a purpose that are here', () => {
  const draft = sharingCapability.commands.find(({ name }) => name === 'agreement.draft')
  if (draft === undefined) throw new Error('agreements are drafted')
  expect(Errors(draft.input, ribin)).toEqual([])
  const types = ballisticsCapability.records.map(({ type }) => type)
  for (const { type } of ribin.terms.subject.kinds) expect(types).toContain(type)
  expect(ribin.terms.subject.purposes).toEqual([PURPOSE])
})
