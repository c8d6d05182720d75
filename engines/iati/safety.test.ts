import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { createValidator, validate, type Validation } from './index.ts'

const now = 0
const bytes = (text: string): Uint8Array => new TextEncoder().encode(text)
const of = (text: string): Validation => validate(bytes(text), { now })
const inOrganisation = (text: string): string =>
  `<iati-organisations version="2.03"><iati-organisation xml:lang="en" default-currency="XCD"><organisation-identifier>LC-EX-1</organisation-identifier><name><narrative>${text}</narrative></name><reporting-org ref="LC-EX-1" type="10"><narrative>x</narrative></reporting-org></iati-organisation></iati-organisations>`

describe('not well-formed, or not accepted', () => {
  test.each([
    ['a document type', '<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a>&b;</a>', /document type/],
    ['entities that grow', `<!DOCTYPE a [<!ENTITY b "cc">]>${inOrganisation('&b;')}`, /document type/],
    ['an unknown entity', inOrganisation('&nbsp;'), /&nbsp;/],
    ['a bare ampersand', inOrganisation('Police & Customs'), /write &amp;/],
    ['a control character', inOrganisation('\u0001'), /control character 1/],
    ['a character that XML has not', inOrganisation('&#xFFFF;'), /&#xFFFF;/],
    [']]> in text', inOrganisation(']]>'), /]]&gt;/],
    ['< in a value', '<iati-activities version="<"/>', /&lt;/],
    ['an attribute twice', '<iati-activities version="2.03" version="2.03"/>', /twice/],
    ['tags that cross', inOrganisation('</name>'), /<\/name> where <\/narrative>/],
    ['two roots', `${inOrganisation('x')}<a/>`, /second root/],
    ['text behind', `${inOrganisation('x')} x`, /after the root/],
    ['an end that is missing', inOrganisation('x').slice(0, -5), /ends inside/],
    ['-- in a comment', `<!-- a -- b -->${inOrganisation('x')}`, /"--"/],
    ['a late declaration', ` <?xml version="1.0"?>${inOrganisation('x')}`, /not at the beginning/],
    [
      'an encoding nobody reads',
      `<?xml version="1.0" encoding="EBCDIC-US"?>${inOrganisation('x')}`,
      /EBCDIC-US/,
    ],
    ['nothing', '', /no element/],
    ['elements inside one another without end', '<a>'.repeat(300), /is no IATI file/],
    ['depth', `<iati-activities version="2.03">${'<a>'.repeat(300)}`, /inside one another/],
  ])('%s', (_, text, message) => {
    const found = of(text)
    expect(found.valid).toBe(false)
    expect(found.errors.at(-1)?.message).toMatch(message)
  })

  test('bytes that are not UTF-8', () => {
    for (const wrong of [[0xff], [0xc0, 0x80], [0xed, 0xa0, 0x80], [0xe2, 0x82], [0xf5, 0x80, 0x80, 0x80]]) {
      const [before = '', after = ''] = inOrganisation('|').split('|')
      const found = validate(Uint8Array.from([...bytes(before), ...wrong, ...bytes(after)]), { now })
      expect(found.errors.map((e) => [e.id, e.message])).toEqual([['0.1.1', 'bytes that are not UTF-8']])
    }
  })
})

test('text in any of its forms is the same text', () => {
  const clean = of(inOrganisation('Sécurité'))
  expect(clean).toMatchObject({ valid: true, errors: [] })
  expect(of(inOrganisation('S&#233;curit&#xE9;'))).toEqual(clean)
  expect(of(inOrganisation('<![CDATA[Sécurité]]>'))).toEqual(clean)
  expect(of(`\uFEFF${inOrganisation('Sécurité')}`)).toEqual(clean)
  const latin = Buffer.from(
    `<?xml version="1.0" encoding="ISO-8859-1"?>${inOrganisation('Sécurité')}`,
    'latin1',
  )
  expect(validate(latin, { now })).toEqual(clean)
  const wide = Buffer.from(
    `\uFEFF<?xml version="1.0" encoding="UTF-16"?>${inOrganisation('Sécurité')}`,
    'utf16le',
  )
  expect(validate(wide, { now })).toEqual(clean)
})

test('a bound that is passed refuses the document', () => {
  const limits = { unitBytesMax: 10_000, faultsMax: 3 }
  const long = createValidator({ now, limits })
  for (const chunk of inOrganisation('x'.repeat(100_000)).match(/.{1,1000}/g) ?? []) long.push(bytes(chunk))
  expect(long.end()).toMatchObject({ valid: false, errors: [{ id: '0.1.1' }] })
  const many = validate(
    bytes(`<iati-activities version="2.03">${'<iati-activity/>'.repeat(50)}</iati-activities>`),
    {
      now,
      limits,
    },
  )
  expect(many.errors.length).toBe(3)
  expect(many.more).toBeGreaterThan(40)
})

test('no damage makes it throw, and pieces of any size say the same', () => {
  const whole = bytes(inOrganisation('a &amp; b <!-- c --> é <![CDATA[ d ]]>'))
  const edits = fc.array(fc.tuple(fc.nat(whole.length - 1), fc.nat(255)), { maxLength: 6 })
  fc.assert(
    fc.property(edits, fc.integer({ min: 1, max: 400 }), fc.nat(whole.length), (changes, size, cut) => {
      const damaged = whole.slice(0, cut === 0 ? whole.length : cut)
      for (const [at, value] of changes) damaged[at] = value
      const found = validate(damaged, { now })
      const pieces = createValidator({ now })
      for (let p = 0; p < damaged.length; p += size) pieces.push(damaged.subarray(p, p + size))
      expect(pieces.end()).toEqual(found)
    }),
    {
      numRuns: process.env['BASINET_FULL'] === '1' ? 100_000 : 1500,
      seed: Number(process.env['BASINET_SEED'] ?? Date.now() % 2 ** 31),
    },
  )
})
