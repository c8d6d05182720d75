import { expect, it } from 'vitest'
import { must } from '@basinet/kernel/contract'
import { checkValue } from '@basinet/kernel/record'
import { findingsOf, missingFields, type Ground } from './findings.ts'
import { agreementHash } from './statements.ts'
import { testText } from './test-agreement.ts'
import { Terms } from './terms.ts'
import { termsOfText, textOf } from './terms-text.ts'

const AT = Date.UTC(2026, 10, 24, 20, 30, 15, 123)
const texts = [
  testText(['LCA', 'BRB'], AT),
  testText(['LCA', 'BRB', 'VCT'], AT, {
    onward: { rule: 'listed', to: ['BRB'] },
    units: [{ nation: 'BRB', unit: 'COAST/WATCH', vetted: true }],
    emergency: 'Article 9 applies.',
    validUntil: AT + 86_400_001,
    retentionDays: 30,
    instrument: null,
    exercise: true,
  }),
]
const schema = {
  required: ['name', 'note'],
  properties: {
    name: { type: 'string' },
    note: { anyOf: [{ type: 'string' }, { type: 'null' }] },
    crew: { type: 'array', items: { properties: { name: { type: 'string' } } } },
  },
}
const ground: Ground = {
  me: 'LCA',
  mode: 'service',
  members: ['BRB', 'LCA', 'VCT'],
  record: (type) =>
    type === 'watchlist' || type === 'vessel-sighting' || type === 'person-note'
      ? ({ body: schema, realm: 'general' } as never)
      : type === 'informant'
        ? ({ body: schema, realm: 'witness' } as never)
        : undefined,
}
const terms = (change: object = {}): Terms => ({ ...termsOfText(texts[0]!), ...change })
const codes = (given: Terms) => findingsOf(given, ground).map((f) => `${f.field} ${f.code}`)

it('says the same as the text that is signed, to the hash', () => {
  for (const text of texts) {
    const written = termsOfText(text)
    expect(checkValue(Terms, written, 'terms')).toMatchObject({ ok: true })
    const { id, version, instrument } = text
    expect(agreementHash(must(textOf(written, { id, version, instrument })))).toEqual(agreementHash(text))
  }
})

it('names the field of the terms in which they contradict themselves', () => {
  const { sides } = terms()
  const name = { id: texts[0]!.id, version: 1, instrument: null }
  expect(textOf(terms({ sides: { ...sides, givers: ['JAM'] } }), name)).toMatchObject({
    error: { code: 'agreement.text.not-a-party', field: 'terms.sides.givers' },
  })
  const odd = { ...terms().subject, kinds: [{ type: 'Not A Kind', mode: 'full' as const, fields: [] }] }
  expect(textOf(terms({ subject: odd }), name)).toMatchObject({
    error: { code: 'agreement.shape', field: 'terms.subject.kinds.0.type' },
  })
})

it('finds everything that stands against an offer at once', () => {
  const fields = ['name', 'crew.name']
  const kinds = (list: object[]) => ({ subject: { ...terms().subject, kinds: list } })
  expect(codes(terms(kinds([{ type: 'vessel-sighting', mode: 'summary', fields }])))).toEqual([])
  expect(
    codes(
      terms({
        sides: { parties: ['BRB', 'JAM'], givers: ['BRB'], units: [] },
        release: { ...terms().release, releaseCeiling: ['BRB', 'JAM'] },
        basis: { ...terms().basis, exercise: true },
        ...kinds([
          { type: 'no-such-kind', mode: 'full', fields: [] },
          { type: 'informant', mode: 'full', fields: [] },
          { type: 'watchlist', mode: 'hit', fields: ['name'] },
          { type: 'person-note', mode: 'summary', fields: ['note', 'hull'] },
        ]),
      }),
    ),
  ).toEqual([
    'terms.sides.parties not-a-member',
    'terms.sides.parties without-us',
    'terms.basis.exercise exercise-service',
    'terms.subject.kinds.0.type kind-unknown',
    'terms.subject.kinds.1.type kind-protected',
    'terms.subject.kinds.2.fields hit-with-fields',
    'terms.subject.kinds.3.fields mask-lacks',
    'terms.subject.kinds.3.fields field-unknown',
  ])
  expect(missingFields(schema, ['note'])).toEqual(['name'])
  expect(missingFields(schema, [])).toEqual([])
})
