import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Label } from '../contract/label.ts'
import { atArbitrary, labelArbitrary, subjectArbitrary } from '../policy/arbitrary.ts'
import { createPolicy } from '../policy/index.ts'
import { changedLabel, checkRestriction } from './label-change.ts'
import { checkValue } from '../record/row.ts'
import { RelabelInput, WidenInput, type LabelChange } from './relabel-contract.ts'

const RUNS = process.env['BASINET_FULL'] === '1' ? 20_000 : 1_000
const seed = Number(process.env['BASINET_SEED'] ?? process.pid)

const label: Label = {
  owner: 'LCA',
  class: 'restricted',
  releaseTo: ['BRB'],
  displayOnly: [],
  handling: ['naval'],
  purposes: ['maritime', 'customs'],
  personal: true,
  juvenile: false,
  sealed: false,
  keepUntil: '2030-01-01T00:00:00.000Z',
  eraseBy: '2035-01-01T00:00:00.000Z',
  holds: ['appeal'],
  leaseUntil: null,
  onward: 'ask-owner',
  sources: ['LCA'],
  exercise: false,
}

test.each<[what: string, change: LabelChange]>([
  ['a higher class', { class: 'secret' }],
  ['released to nobody', { releaseTo: [] }],
  ['a further caveat', { handling: ['naval', 'source'] }],
  ['one purpose less', { purposes: ['customs'] }],
  ['sealed', { sealed: true }],
  ['held by one more', { holds: ['appeal', 'audit'] }],
  ['kept longer', { keepUntil: '2034-01-01T00:00:00.000Z' }],
  ['handed on to nobody', { onward: 'none' }],
])('one person may: %s', (_, change) => {
  expect(checkRestriction(label, changedLabel(label, change))).toEqual({ ok: true, value: null })
})

test.each<[what: string, change: LabelChange, code: string]>([
  ['a lower class', { class: 'official' }, 'label.downgrade'],
  ['released to one more', { releaseTo: ['BRB', 'VCT'] }, 'label.downgrade'],
  ['shown to one more', { displayOnly: ['VCT'] }, 'label.downgrade'],
  ['a caveat less', { handling: [] }, 'label.downgrade'],
  ['a further purpose', { purposes: ['customs', 'maritime', 'court'] }, 'label.downgrade'],
  ['any purpose', { purposes: [] }, 'label.downgrade'],
  ['not personal', { personal: false }, 'label.downgrade'],
  ['a hold lifted', { holds: [] }, 'label.downgrade'],
  ['handed on to the listed', { onward: 'listed' }, 'label.downgrade'],
  ['kept shorter', { keepUntil: '2029-01-01T00:00:00.000Z' }, 'label.retention'],
  ['no need to keep', { keepUntil: null }, 'label.retention'],
  ['erased earlier', { eraseBy: '2031-01-01T00:00:00.000Z' }, 'label.retention'],
  ['erased later', { eraseBy: '2036-01-01T00:00:00.000Z' }, 'label.retention'],
  ['never erased', { eraseBy: null }, 'label.retention'],
  ['kept beyond its erasure', { keepUntil: '2036-01-01T00:00:00.000Z' }, 'label.retention-conflict'],
])('a second person is needed: %s', (_, change, code) => {
  expect(checkRestriction(label, changedLabel(label, change))).toMatchObject({ ok: false, error: { code } })
})

test(`a restriction never lets anybody do what the old label refused (seed ${seed})`, () => {
  const policy = createPolicy()
  const action = fc.constantFrom('read', 'act', 'export')
  const keys = Object.keys(labelSample()) as (keyof LabelChange)[]
  let compared = 0
  fc.assert(
    fc.property(
      labelArbitrary,
      labelArbitrary,
      fc.subarray(keys, { minLength: 1, maxLength: 3 }),
      subjectArbitrary,
      action,
      atArbitrary,
      (from, other, changed, subject, verb, at) => {
        const to = changedLabel(from, Object.fromEntries(changed.map((key) => [key, other[key]])))
        if (!checkRestriction(from, to).ok) return
        // A hold keeps a record readable past its day of erasure: that is what it is for.
        if (from.eraseBy !== null && Date.parse(from.eraseBy) <= at.getTime()) return
        const ask = (of: Label): boolean =>
          policy.decide({ subject, action: verb, type: 't', realm: 'general', types: ['t'], label: of, at })
            .allowed
        if (!ask(to)) return
        compared++
        expect(ask(from)).toBe(true)
      },
    ),
    { numRuns: RUNS, seed },
  )
  expect(compared).toBeGreaterThan(0)
})

function labelSample(): LabelChange {
  const { owner: _, sources: __, leaseUntil: ___, exercise: ____, ...change } = label
  return change
}

test('no relabel adds a nation: a record is given to one under an agreement', () => {
  const says = (schema: object, change: LabelChange) => checkValue(schema, { change }, 'command.input').ok
  const nations: LabelChange[] = [
    { releaseTo: ['BRB'] },
    { displayOnly: ['BRB'] },
    { class: 'official', releaseTo: [] },
  ]
  expect(nations.map((change) => says(WidenInput, change))).toEqual([false, false, false])
  expect(nations.map((change) => says(RelabelInput, change))).toEqual([true, true, true])
  expect(says(WidenInput, { class: 'official', handling: [] })).toBe(true)
})
