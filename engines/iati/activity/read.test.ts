import fc from 'fast-check'
import { expect, test } from 'vitest'
import { sharedText } from '../../../tests/data/shared.ts'
import { createActivityReader, type ReadActivity, type ReadFault } from './read.ts'

function read(bytes: Uint8Array, piece = bytes.length): { found: ReadActivity[]; fault: ReadFault | null } {
  const found: ReadActivity[] = []
  const reader = createActivityReader((activity) => found.push(activity))
  for (let at = 0; at < bytes.length; at += piece) reader.push(bytes.subarray(at, at + piece))
  return { found, fault: reader.end() }
}
const text = (words: string): Uint8Array => new TextEncoder().encode(words)

const example = sharedText('programme/iati-2.03/examples/activity-standard-example-annotated.xml') ?? ''
const old = sharedText('programme/iati-old-real/undp_sample-v1.xml') ?? ''

test.runIf(example !== '')('the published example is read whole, in pieces of any size alike', () => {
  const whole = read(text(example))
  expect(whole.fault).toBe(null)
  expect(whole.found).toMatchObject([
    {
      identifier: 'AA-AAA-123456789-ABC123',
      reporting: { ref: 'AA-AAA-123456789', name: 'Organisation name' },
      title: 'Activity title',
      status: '2',
      dates: { '1': '2012-04-15', '2': '2012-04-28', '3': '2015-12-31' },
      countries: [
        { code: 'AF', percentage: 25 },
        { code: 'AG', percentage: 25 },
      ],
    },
  ])
  const [one] = whole.found
  expect(one?.transactions.map((t) => [t.type, t.amount, t.currency])).toContainEqual(['1', '1000', 'EUR'])
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 400 }), (piece) => {
      expect(read(text(example), piece)).toEqual(whole)
    }),
    { numRuns: 10 },
  )
})

test.runIf(old !== '')('files of the first versions are read as far as they can be told', () => {
  expect(read(text(old))).toMatchObject({
    fault: null,
    found: [
      {
        line: 3,
        identifier: '',
        title: 'PIMS 245 BD FSP: SABSP',
        countries: [{ code: 'MWI' }],
        participating: [{ role: '1' }, { role: '4' }, { role: '1' }],
        transactions: [{ amount: '6709.11', currency: 'USD', type: '' }, { amount: '' }],
      },
    ],
  })
})

test('a file that is none, or is broken off, says where; what came before it was read', () => {
  expect(read(text('<html/>')).fault).toEqual({
    line: 1,
    message: '<html> where <iati-activities> was expected',
  })
  const cut = read(
    text('<iati-activities>\n<iati-activity>\n<title>A</title></iati-activity>\n<iati-activity>'),
  )
  expect(cut.found).toHaveLength(1)
  expect(cut.fault?.message).toMatch(/ends inside/)
  expect(read(text('<!DOCTYPE a><iati-activities/>')).fault?.message).toMatch(/document type/)
})
