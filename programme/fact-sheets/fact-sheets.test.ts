import { describe, expect, test } from 'vitest'
import { OPENING_ENTRIES } from '@basinet/funding/contract/opening'
import { amountLine, composeSheet, type ReadEntry, type Sheet } from './compose.ts'
import { mixedIn } from './commands.ts'
import { LANGUAGES, pdfOf, SHEETS, webPage } from './index.ts'
import { say } from './language.ts'
import type { ReadResult } from './results.ts'
import { STATEMENTS } from './statements.ts'
import { objectsOf } from './testing/pdf-objects.ts'
import { checkPdfUa } from './testing/pdf-ua.ts'

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
  composeSheet(nation, language, { entries: read, results: [] }, DAY)
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

const result = (
  code: string,
  period: string,
  change: Partial<ReadResult['body']> = {},
  label: Partial<ReadResult['label']> = {},
): ReadResult => ({
  id: `${code} ${period} ${change.nation ?? 'LCA'}`,
  body: {
    value: 'v',
    code,
    title: `Persons of ${code}`,
    unit: 'persons',
    aggregation: 'sum',
    area: 'justice',
    goal: 'safety',
    nation: 'LCA',
    period,
    numerator: 12,
    denominator: null,
    cells: [],
    target: 20,
    source: `Register of ${code}`,
    releasedOn: '2026-05-01',
    state: 'published',
    ...change,
  },
  label: { class: 'public', exercise: false, owner: change.nation ?? 'LCA', ...label },
})
const charts = (results: readonly ReadResult[], nation = 'LCA'): Sheet['results'] =>
  composeSheet(nation, 'en', { entries: [], results }, DAY).results

describe('a result', () => {
  test('is told of what its own nation published, in force, and no exercise', () => {
    const told = charts([
      result('A-1', '2025'),
      result('A-2', '2025', {}, { class: 'official' }),
      result('A-3', '2025', {}, { exercise: true }),
      result('A-4', '2025', {}, { owner: 'BRB' }),
      result('A-5', '2025', { state: 'withdrawn' }),
      result('A-6', '2025', { nation: 'BRB' }),
    ])
    expect(told.map((chart) => chart.code)).toEqual(['A-1'])
    expect(told[0]).toMatchObject({ note: 'Target 20', points: [{ value: 12, text: '12', source: 2 }] })
    expect(() => charts([result('A-1', '2025', { source: ' ' })])).toThrow(/without a source/)
  })

  test('withheld from the public is too few to be told, never zero; two values are none', () => {
    const share = { aggregation: 'ratio', unit: 'share' } as const
    const told = charts([
      result('A-1', '2024', { ...share, numerator: 10, denominator: 16 }),
      result('A-1', '2025', { ...share, numerator: null }),
      result('A-1', '2026', { ...share, numerator: 1, denominator: 2 }),
      { ...result('A-1', '2026', { ...share, numerator: 2, denominator: 2 }), id: 'again' },
    ])
    expect(told[0]?.points).toMatchObject([
      { value: 62.5, text: '62.5 % (10 of 16)' },
      { value: null, text: 'too few to be told' },
      { value: null, text: 'two values published: neither told' },
    ])
  })

  test('of the region adds parts of shares, names who is missing, and adds nothing that must not be', () => {
    const share = { aggregation: 'ratio', unit: 'share' } as const
    const [ratio, never] = charts(
      [
        result('A-1', '2025', { ...share, numerator: 1, denominator: 2 }),
        result('A-1', '2025', { ...share, numerator: 9, denominator: 98, nation: 'BRB' }),
        result('A-2', '2025', { aggregation: 'never' }),
      ],
      'REGION',
    )
    expect(ratio?.points).toMatchObject([{ value: 10, text: '10 % (10 of 100)' }])
    expect(ratio?.points[0]?.records).toHaveLength(2)
    expect(ratio?.note).toMatch(/^2 of 13 nations published; missing: ATG BHS DMA DOM/)
    expect(never?.points).toMatchObject([{ value: null, text: 'never added over nations' }])
  })

  test('comes by goal in turns, so that each is told of where there is room for few', () => {
    const goals = ['trafficking', 'trafficking', 'safety', 'social-justice'] as const
    const told = charts(goals.map((goal, n) => result(`A-${n}`, '2025', { goal })))
    expect(told.map((chart) => chart.code)).toEqual(['A-0', 'A-2', 'A-3', 'A-1'])
  })
})

/** Pages that bear the band of an exercise, over their whole width. */
const marksIn = (bytes: Uint8Array): number =>
  [...objectsOf(bytes).values()].filter(({ stream }) => /^0 8 595\.28 20 re$/m.test(stream ?? '')).length

describe('an exercise', () => {
  const [real, drill] = [result('A-1', '2025'), result('A-2', '2025', {}, { exercise: true })]
  const [paid, played] = [
    entry({ span: 'cumulative', amount: '11111111' }),
    { ...entry({ span: 'cumulative', amount: '22222222' }, { exercise: true }), id: 'played' },
  ]
  const records = { entries: [paid, played], results: [real, drill] }
  const both = ([false, true] as const).map((exercise) => composeSheet('LCA', 'en', records, DAY, exercise))

  test('has a sheet of its own: neither takes a figure of the other', () => {
    const [earnest, exercised] = both
    expect(earnest!.results.map((chart) => chart.code)).toEqual(['A-1'])
    expect(exercised!.results.map((chart) => chart.code)).toEqual(['A-2'])
    expect(text(earnest!)).toMatch(/11,111,111(?!.*22,222,222)/)
    expect(text(exercised!)).toMatch(/22,222,222/)
    expect(text(exercised!)).not.toMatch(/11,111,111/)
  })

  test('on a sheet in earnest is refused at publishing, and the reverse', () => {
    const figure = (of: { id: string }) => [{ entry: of.id }]
    expect(mixedIn(figure(real), records, false)).toBeNull()
    expect(mixedIn(figure(drill), records, true)).toBeNull()
    expect(mixedIn(figure(drill), records, false)).toMatch(/A-2 2025 LCA is an exercise record/)
    expect(mixedIn(figure(real), records, true)).toMatch(/A-1 2025 LCA is no exercise record/)
    expect(mixedIn(figure({ id: 'nowhere' }), records, false)).not.toBeNull()
  })

  test('marks every page and the web page, and nothing else does', async () => {
    const [earnest, exercised] = both
    expect([earnest!.mark, exercised!.mark]).toEqual([undefined, 'EXERCISE: not a public document'])
    const marked = await Promise.all(both.map(async (sheet) => marksIn(await pdfOf(sheet, new Date(0)))))
    expect(marked).toEqual([0, 2])
    expect(both.map((sheet) => webPage(sheet).includes('class="mark"'))).toEqual([false, true])
  })

  test('leads from a figure of its page to what was counted, where a node serves it', () => {
    const page = webPage(both[1]!, true)
    expect(page).toContain('href="/programme/results?behind=A-2%202025%20LCA"')
    expect(webPage(both[1]!)).not.toContain('behind=')
  })
})

const YEARS = ['2021', '2022', '2023', '2024', '2025']
const MANY = ['A-1', 'A-2', 'A-3', 'A-4', 'A-5', 'A-6', 'A-7', 'A-8'].flatMap((code) =>
  YEARS.map((year, n) => result(code, year, { numerator: 20 + 7 * n, title: `${code} `.repeat(36) })),
)

/** A sheet takes half a second to draw: every place in every language is for the long run. */
const full = process.env['BASINET_FULL'] === '1'
describe.each(full ? SHEETS : ['LCA', 'REGION'])('the sheet of %s', (nation) => {
  test.each(full || nation === 'LCA' ? LANGUAGES : (['fr'] as const))(
    'is two pages of PDF/UA structure in %s',
    async (language) => {
      const results = language === 'es' ? [] : MANY
      const sheet = composeSheet(nation, language, { entries: opening, results }, DAY)
      const { problems, elements, pages } = checkPdfUa(await pdfOf(sheet, new Date(0)))
      expect(problems).toEqual([])
      expect(pages).toBe(2)
      const figures = elements.filter((e) => e.role === 'Figure')
      expect(figures.length > 1).toBe(sheet.results.length > 0)
      expect(elements.filter((e) => e.role === 'L')).toHaveLength(nation === 'LCA' ? 4 : 3)
    },
  )
})

test('the check of the structure finds what is wrong', async () => {
  const bytes = Buffer.from(await pdfOf(sheetOf(), new Date(0))).toString('latin1')
  const broken = (from: RegExp, to: string): readonly string[] => {
    const changed = bytes.replace(from, to)
    expect(changed).not.toBe(bytes)
    return checkPdfUa(Buffer.from(changed, 'latin1')).problems
  }
  expect(broken(/\/Lang \(en\)/, '/Lung (en)')).toEqual(['11-006 no language'])
  expect(broken(/\/Alt \(/, '/Olt (')).toEqual(['13-004 a figure without words'])
  expect(broken(/\/S \/H1/, '/S /H3').join()).toMatch(/14-003 H3 follows H0/)
  expect(broken(/\/S \/LBody/, '/S /Lbody').join()).toMatch(/09-... <Lbody> stands in <LI>/)
  expect(broken(/\/FontFile2/, '/FontFyle2').join()).toMatch(/31-009/)
  expect(SHEETS).toHaveLength(14)
})

test('an item says its amount or that none is published', () => {
  const items = sheetOf('LCA', 'fr').sections.flatMap((s) => s.items)
  const [first] = items.filter((i) => i.amounts !== null)
  expect(first === undefined ? '' : amountLine(first, 'fr')).toBe(`${say('fr', 'amount')}: non publié`)
})
