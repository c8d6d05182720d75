import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { must } from '@basinet/kernel/contract'
import { testNetwork } from '../register/test-network.ts'
import { testLabel } from '../wire/test-parties.ts'
import { draftAgreement } from './agreement.ts'
import { compareTexts } from './compare.ts'
import { REASONS } from './decide.ts'
import { previewFlow, type Sample } from './preview.ts'
import { asPlainText, printAgreement } from './print.ts'
import { STATES } from './state.ts'
import { testText } from './test-agreement.ts'

const AT = Date.UTC(2026, 10, 24)
const LANGUAGES = ['en', 'es', 'fr', 'nl', 'acf'] as const
const text = testText(['LCA', 'BRB'], AT, {
  onward: { rule: 'listed', to: ['BRB'] },
  units: [{ nation: 'BRB', unit: 'Coast Guard', vetted: true }],
  emergency: 'Article 9 applies.',
  validUntil: AT + 86_400_000,
})

function dictionary(language: string): Record<string, string> {
  const read = (folder: string): object =>
    JSON.parse(readFileSync(join(import.meta.dirname, folder, `${language}.json`), 'utf8')) as object
  const { _meta, ...words } = { ...read('../messages'), ...read('messages') } as Record<string, string>
  return words
}

function translator(language: string) {
  const words = dictionary(language)
  return (key: string, values: Readonly<Record<string, string | number>> = {}): string => {
    const sentence = words[`network.agreement.${key}`]
    if (sentence === undefined) throw new Error(`no words for ${key} in ${language}`)
    return sentence.replaceAll(/\{\{(\w+)\}\}/g, (_, name: string) =>
      String(values[name] ?? `MISSING ${name}`),
    )
  }
}

describe('the printed text', () => {
  it.each(LANGUAGES)('says every field in %s, with nothing left open', (language) => {
    for (const variant of [
      text,
      testText(['LCA', 'BRB'], AT, { instrument: null, handling: [], exercise: true }),
    ]) {
      const printed = asPlainText(variant, translator(language))
      expect(printed).not.toMatch(/MISSING|\{\{|undefined|null/)
      expect(printed).toContain('vessel-sighting')
      expect(printed).toContain(variant.legalBasis[0])
    }
    expect(asPlainText(text, translator(language))).toContain('Coast Guard')
  })

  it('reads in order and carries the hash the signatures name', () => {
    const clauses = printAgreement(text, translator('en'))
    expect(clauses.map((c) => c.heading)).toEqual([
      'Parties',
      'Legal basis',
      'What is shared',
      'Purposes',
      'Limits',
      'Handing on',
      'Copies',
      'Who may read',
      'Times to answer',
      'Emergencies',
      'Validity',
      'Instrument and hash',
    ])
    expect(clauses.at(-1)?.sentences.join(' ')).toMatch(/hash [0-9a-f]{64}/)
  })

  it('has the same keys and the same places to fill in all five languages', () => {
    const english = dictionary('en')
    const places = (s: string) => [...s.matchAll(/\{\{\w+\}\}/g)].map(([m]) => m).toSorted()
    for (const language of LANGUAGES) {
      const words = dictionary(language)
      expect(Object.keys(words)).toEqual(Object.keys(english))
      for (const [key, sentence] of Object.entries(words))
        expect(places(sentence)).toEqual(places(english[key] ?? ''))
    }
    for (const reason of REASONS) expect(english[`network.reason.${reason}`]).toBeDefined()
    for (const state of STATES) expect(english[`network.state.${state}`]).toBeDefined()
  })
})

it('compares two versions field by field, and says which way each change goes', () => {
  const next = {
    ...text,
    version: 2,
    classCeiling: 'secret' as const,
    leaseDays: 7,
    title: 'Renamed',
    kinds: [
      { type: 'vessel-sighting', mode: 'summary' as const, fields: ['name'] },
      { type: 'watchlist', mode: 'full' as const, fields: null },
      { type: 'cargo-note', mode: 'full' as const, fields: null },
    ],
    onward: { rule: 'none' as const, to: [] },
    validUntil: null,
    humanRelease: 'always' as const,
    purposes: ['counter-narcotics', 'fisheries'],
  }
  const found = Object.fromEntries(compareTexts(text, next).map((c) => [c.field, c.effect]))
  expect(found).toEqual({
    title: 'other',
    'kinds.vessel-sighting.mode': 'narrower',
    'kinds.vessel-sighting.fields': 'narrower',
    'kinds.person-note': 'narrower',
    'kinds.watchlist.mode': 'wider',
    'kinds.cargo-note': 'wider',
    purposes: 'other',
    classCeiling: 'wider',
    'onward.rule': 'narrower',
    'onward.to': 'narrower',
    leaseDays: 'narrower',
    humanRelease: 'narrower',
    validUntil: 'wider',
  })
  expect(compareTexts(text, text)).toEqual([])
})

it('previews what would flow under a draft and what would not and why', async () => {
  testNetwork(['LCA', 'BRB'], AT)
  const draft = must(draftAgreement({ ...text, humanRelease: 'personal' }))
  const of = (type: string, change: Parameters<typeof testLabel>[0]): Sample => ({
    type,
    label: testLabel(change),
  })
  function* catalogue(): Generator<Sample> {
    yield of('vessel-sighting', {})
    yield of('vessel-sighting', { personal: true })
    yield of('vessel-sighting', { class: 'secret', sealed: true })
    yield of('vessel-sighting', { releaseTo: [] })
    yield of('watchlist', {})
    yield of('person-note', { purposes: ['search-and-rescue'] })
  }
  const preview = await previewFlow(draft, catalogue(), 'LCA', AT)
  expect(preview.records).toBe(6)
  expect(preview.flows).toEqual([
    {
      type: 'person-note',
      class: 'restricted',
      recipient: 'BRB',
      records: 1,
      personal: 0,
      juvenile: 0,
      humanRelease: 0,
    },
    {
      type: 'vessel-sighting',
      class: 'restricted',
      recipient: 'BRB',
      records: 2,
      personal: 1,
      juvenile: 0,
      humanRelease: 1,
    },
  ])
  expect(preview.open).toMatchObject([{ type: 'vessel-sighting', class: 'restricted', records: 1 }])
  expect(preview.blocked.map((b) => `${b.type} ${b.class} ${b.reason} ${b.records}`)).toEqual([
    'vessel-sighting secret class 1',
    'vessel-sighting secret sealed 1',
    'watchlist restricted hit-only 1',
  ])
})
