import { expect, test } from 'vitest'
import type { ItemFacts } from './contract/item.ts'
import { checkFacts } from './item-rules.ts'

const plain: ItemFacts = {
  kind: 'other',
  description: 'a thing',
  quantity: null,
  substance: null,
  purity: null,
  firearm: null,
  vessel: null,
}
const marks = { make: null, model: null, calibre: '9 mm', serial: null, serialState: 'obliterated' } as const
const hull = { name: 'Sea Grape', registration: null, flag: null }

test.each<[what: string, facts: Partial<ItemFacts>]>([
  ['a thing without an amount', {}],
  [
    'a drug with its purity',
    { kind: 'drug', substance: 'cocaine', purity: { percent: 71.5, basis: 'laboratory' } },
  ],
  ['cash in a currency', { kind: 'cash', quantity: { value: 5000, unit: 'XCD' } }],
  ['a firearm whose number was filed off', { kind: 'firearm', firearm: marks }],
  [
    'a firearm with its number',
    { kind: 'firearm', firearm: { ...marks, serial: 'AB 123', serialState: 'legible' } },
  ],
  ['a vessel', { kind: 'vessel', vessel: hull }],
])('%s fits', (_, facts) => {
  expect(checkFacts({ ...plain, ...facts })).toEqual({ ok: true, value: null })
})

test.each<[what: string, facts: Partial<ItemFacts>, code: string, field: string]>([
  [
    'cash in kilograms',
    { kind: 'cash', quantity: { value: 2, unit: 'kg' } },
    'seizure.currency',
    'quantity.unit',
  ],
  [
    'purity of cash',
    { kind: 'cash', purity: { percent: 1, basis: 'declared' } },
    'seizure.misplaced',
    'purity',
  ],
  ['a substance of a vessel', { kind: 'vessel', substance: 'cannabis' }, 'seizure.misplaced', 'substance'],
  ['a firearm’s marks on a drug', { kind: 'drug', firearm: marks }, 'seizure.misplaced', 'firearm'],
  ['a hull’s marks on cash', { kind: 'cash', vessel: hull }, 'seizure.misplaced', 'vessel'],
  [
    'a number that is legible and not given',
    { kind: 'firearm', firearm: { ...marks, serialState: 'legible' } },
    'seizure.serial',
    'firearm.serial',
  ],
  [
    'a number that was filed off and is given',
    { kind: 'firearm', firearm: { ...marks, serial: 'AB 123' } },
    'seizure.serial',
    'firearm.serial',
  ],
])('%s does not', (_, facts, code, field) => {
  expect(checkFacts({ ...plain, ...facts })).toMatchObject({ ok: false, error: { code, field } })
})
