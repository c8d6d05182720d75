import { describe, expect, test } from 'vitest'
import { OPENING_ENTRIES } from '@basinet/funding/contract/opening'
import { amountLine, composeSheet, type ReadEntry, type Sheet } from './compose.ts'
import { LANGUAGES, pdfOf, SHEETS, webPage } from './index.ts'
import { say } from './language.ts'
import { STATEMENTS } from './statements.ts'

const DAY = '2026-11-24'
const entry = (
  body: Partial<ReadEntry['body']> = {},
  label: Partial<ReadEntry['label']> = {},
): ReadEntry => ({
  id: 'x',
  body: { ...OPENING_ENTRIES[0]!, corrects: null, state: 'posted', ...body },
  label: { class: 'public', exercise: false, ...label },
})
const opening = OPENING_ENTRIES.map((body, n): ReadEntry => ({ ...entry(body), id: `e${n}` }))
const sheetOf = (nation = 'LCA', language: (typeof LANGUAGES)[number] = 'en', read = opening): Sheet =>
  composeSheet(nation, language, read, DAY)
const text = (sheet: Sheet): string =>
  webPage(sheet)
    .replaceAll(/<style>[^<]*<\/style>|<[^>]+>/g, ' ')
    .replaceAll(/\s+/g, ' ')

/** Clauses of the partnership's own fact sheet, each by words that only its place on the sheet holds. */
const CLAUSES: readonly (readonly [clause: string, words: RegExp])[] = [
  [
    'drug trade and other transnational crimes',
    /drug trade and other transnational crimes that threaten regional security/,
  ],
  [
    'Fifth Summit, Trinidad and Tobago, April 2009',
    /President Barack Obama at the Fifth Summit of the Americas in Trinidad and Tobago in April 2009/,
  ],
  [
    'other citizen security initiatives',
    /integrated effort with the other citizen security initiatives of the hemisphere/,
  ],
  [
    'United States, CARICOM, Dominican Republic',
    /the United States, the CARICOM member nations and the Dominican Republic/,
  ],
  ['citizen safety', /improve citizen safety throughout the Caribbean/],
  ['goal 1', /Substantially reduce illicit trafficking/],
  ['goal 2', /Increase public safety and security/],
  ['goal 3', /Promote social justice/],
  ['priority 1', /regional information sharing network/],
  ['priority 2', /maritime interdiction coordination/],
  ['priority 3', /regional training capacity/],
  ['sustained commitment', /sustained commitment from all partners/],
  ['other international donors', /welcome the assistance of other international donors/],
  [
    'more than $263 million since 2010, as stated',
    /more than USD 263,000,000 \(committed; since FY2010; as stated; undated\) \[1\]/,
  ],
  ['cooperative dialogue process', /cooperative dialogue process/],
  [
    'area 1',
    /Maritime and Aerial Security Cooperation .*Radar coverage in strategic locations and sharing of radar information; equipment and training/,
  ],
  [
    'area 2',
    /Law Enforcement Capacity Building .*professionalization, anti-corruption training, community-based policing.*ballistics and fingerprint.*polygraph capacity, vetted units.*anti-gang.*money laundering/,
  ],
  [
    'area 3',
    /Border\/Port Security and Firearms Interdiction .*narcotics, weapons, bulk cash and other contraband at commercial airports and seaports.*stockpiles/,
  ],
  [
    'area 4',
    /Justice Sector Reform .*alternative sentencing and rehabilitation.*advisors for judges and prosecutors, legal reform, a task force.*prison conditions/,
  ],
  [
    'area 5',
    /Crime Prevention and At-risk Youth .*Education, workforce development and entrepreneurship.*drug demand reduction through the training of treatment and rehabilitation/,
  ],
  [
    'benefit 1',
    /modern criminal code, national prosecution service, code of conduct for prosecutors, and witness charter/,
  ],
  ['benefit 2', /Workforce development, educational support and entrepreneurship training/],
  ['benefit 3', /reconstruction of St\. Jude’s Hospital \[1\] Amount: not published/],
  [
    'benefit 4',
    /financial crimes advisor for civil asset forfeiture and investigative and prosecutorial capacity/,
  ],
  [
    'benefit 5',
    /security threat groups, contraband detection, non-lethal emergency response, sentence management hardware and software/,
  ],
  ['more information', /www\.state\.gov\/p\/wha\/rt\/cbsi/],
]

describe('Saint Lucia’s sheet has a place for every clause', () => {
  const said = text(sheetOf())
  test.each(CLAUSES)('%s', (_, words) => expect(said).toMatch(words))

  test('in every language, in the same order, none empty', () => {
    const ids = (sheet: Sheet): string[] => sheet.sections.flatMap((s) => s.items.map((i) => i.id))
    for (const language of LANGUAGES) {
      const sheet = sheetOf('LCA', language)
      expect(ids(sheet)).toEqual(STATEMENTS.map((s) => s.id))
      expect(sheet.sections.flatMap((s) => s.items).filter((i) => i.text.trim() === '')).toEqual([])
      expect(sheet.draft !== '').toBe(language !== 'en')
    }
  })
})

describe('a number', () => {
  test('without a source cannot be printed', () => {
    const bare = entry({
      span: 'cumulative',
      source: { document: ' ', record: null, url: null, quote: null, date: null, page: null },
    })
    expect(() => sheetOf('LCA', 'en', [bare])).toThrow(/without a source/)
  })

  test('is printed only of a public record in force that is no exercise', () => {
    const secret = { span: 'cumulative', amount: '987654321' } as const
    const hidden = [
      entry(secret, { class: 'official' }),
      entry(secret, { exercise: true }),
      entry({ ...secret, state: 'corrected' }),
    ]
    for (const one of hidden) expect(text(sheetOf('LCA', 'en', [one]))).not.toContain('987')
    expect(text(sheetOf('LCA', 'en', [entry(secret)]))).toContain('987,654,321')
    expect(text(sheetOf('LCA', 'en', []))).toContain('not published')
  })

  test('of another nation stays on that nation’s sheet; no figure is a sum', () => {
    const grant = entry({ area: 'justice', nation: 'LCA', span: 'single', amount: '4321' })
    const lines = (nation: string): string => text(sheetOf(nation, 'en', [...opening, grant]))
    expect(lines('LCA')).toContain('USD 4,321')
    expect(lines('BRB')).not.toContain('4,321')
    expect(lines('BRB')).not.toContain('St. Jude')
    const known = new Set([...opening, grant].map((e) => Number(e.body.amount)))
    const printed = [...lines('LCA').matchAll(/USD ([\d,]+)/g)].map(([, n = '']) =>
      Number(n.replaceAll(',', '')),
    )
    expect(printed.filter((n) => !known.has(n))).toEqual([])
    expect(printed.length).toBeGreaterThan(8)
  })

  test('of a year on which sources disagree stands beside the other', () => {
    const year = sheetOf().bars.filter((b) => b.year === 2020)
    expect(year.map((b) => b.text)).toEqual(['about 60 (conflicting)', '58 (conflicting)'])
    expect(new Set(year.map((b) => b.source)).size).toBe(2)
  })
})

test('every sheet is two tagged pages in every language', async () => {
  for (const language of LANGUAGES)
    for (const nation of ['LCA', 'DOM', 'REGION']) {
      const bytes = Buffer.from(await pdfOf(sheetOf(nation, language), new Date(0))).toString('latin1')
      expect(bytes.match(/\/Type \/Page\b(?!s)/g)).toHaveLength(2)
      expect(bytes).toContain('/Marked true')
      expect(bytes).toContain('/StructTreeRoot')
      expect(bytes).toMatch(/\/Lang \(/)
    }
  expect(SHEETS).toHaveLength(14)
})

test('an item says its amount or that none is published', () => {
  const items = sheetOf('LCA', 'fr').sections.flatMap((s) => s.items)
  const [first] = items.filter((i) => i.amounts !== null)
  expect(first === undefined ? '' : amountLine(first, 'fr')).toBe(`${say('fr', 'amount')}: non publié`)
})
