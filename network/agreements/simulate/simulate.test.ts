import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { CLASSES, must, type Label } from '@basinet/kernel/contract'
import { testLabel } from '../../wire/test-parties.ts'
import { draftAgreement } from '../agreement.ts'
import { previewFlow, type Sample } from '../preview.ts'
import { testText } from '../test-agreement.ts'
import { compareFlows } from './compare-flows.ts'
import { previewAsText } from './print-preview.ts'

const AT = Date.UTC(2026, 10, 24)
const LANGUAGES = ['en', 'es', 'fr', 'nl', 'acf'] as const

function translator(language: string) {
  const read = (folder: string): object =>
    JSON.parse(readFileSync(join(import.meta.dirname, folder, `${language}.json`), 'utf8')) as object
  const words = { ...read('../../messages'), ...read('../messages') } as Record<string, string>
  return (key: string, values: Readonly<Record<string, string | number>> = {}): string => {
    const sentence = words[`network.${key}`]
    if (sentence === undefined) throw new Error(`no words for ${key} in ${language}`)
    return sentence.replaceAll(/\{\{(\w+)\}\}/g, (_, name: string) =>
      String(values[name] ?? `MISSING ${name}`),
    )
  }
}

/** As a cursor gives them: one by one, each when it is asked for. */
async function* cursor(samples: readonly Sample[]): AsyncGenerator<Sample> {
  for (const sample of samples) {
    await Promise.resolve()
    yield sample
  }
}

const draft = (change = {}) => must(draftAgreement(testText(['LCA', 'BRB', 'VCT'], AT, change)))
const label = fc.record({
  class: fc.constantFrom(...CLASSES),
  releaseTo: fc.subarray(['BRB', 'VCT']),
  personal: fc.boolean(),
  juvenile: fc.boolean(),
  sealed: fc.boolean(),
})
const sample = fc.record({
  type: fc.constantFrom('vessel-sighting', 'person-note', 'watchlist', 'unknown-kind'),
  label: label.map((l): Label => testLabel(l)),
})

it('counts every record for every recipient as flowing or as held back, and never as both', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(sample, { maxLength: 40 }), async (samples) => {
      const preview = await previewFlow(draft(), cursor(samples), 'LCA', AT)
      expect(preview.records).toBe(samples.length)
      for (const recipient of ['BRB', 'VCT']) {
        const flowing = preview.flows
          .filter((f) => f.recipient === recipient)
          .reduce((n, f) => n + f.records, 0)
        const open = preview.open.filter((f) => f.recipient === recipient).reduce((n, f) => n + f.records, 0)
        const most = Math.max(
          0,
          ...preview.blocked.filter((b) => b.recipient === recipient).map((b) => b.records),
        )
        expect(flowing + open + most).toBeLessThanOrEqual(samples.length)
        const alone = await Promise.all(samples.map((s) => previewFlow(draft(), [s], 'LCA', AT)))
        expect(flowing).toBe(alone.filter((p) => p.flows.some((f) => f.recipient === recipient)).length)
      }
    }),
    { numRuns: process.env['BASINET_FULL'] === '1' ? 2000 : 50 },
  )
})

it('tells what a new version changes, and nothing where it changes nothing', async () => {
  const samples: Sample[] = [
    { type: 'vessel-sighting', label: testLabel({ class: 'secret' }) },
    { type: 'vessel-sighting', label: testLabel({ releaseTo: ['BRB', 'VCT'] }) },
    { type: 'person-note', label: testLabel({ personal: true }) },
  ]
  const before = await previewFlow(draft(), cursor(samples), 'LCA', AT)
  const wider = { classCeiling: 'secret', personal: false, version: 2 }
  const after = await previewFlow(draft(wider), cursor(samples), 'LCA', AT)
  expect(compareFlows(before, before)).toEqual([])
  expect(compareFlows(before, after)).toEqual([
    { type: 'person-note', class: 'restricted', recipient: 'BRB', records: -1 },
    { type: 'vessel-sighting', class: 'secret', recipient: 'BRB', records: 1 },
  ])
})

it.each(LANGUAGES)('prints what would flow and what would not in %s', async (language) => {
  const samples: Sample[] = [
    { type: 'vessel-sighting', label: testLabel() },
    { type: 'vessel-sighting', label: testLabel({ sealed: true }) },
  ]
  const { text } = draft()
  const preview = await previewFlow(draft(), cursor(samples), 'LCA', AT)
  const empty = await previewFlow(draft(), cursor([]), 'LCA', AT)
  const t = translator(language)
  const printed = previewAsText(text, 'LCA', preview, compareFlows(empty, preview), t)
  expect(printed).not.toMatch(/MISSING|\{\{|undefined|null/)
  expect(printed).toContain('vessel-sighting')
  expect(printed).toContain(t('reason.sealed'))
  expect(previewAsText(text, 'LCA', empty, null, t)).toContain(t('preview.nothing'))
})

it('counts records that are alike as so many', async () => {
  const label = testLabel({ releaseTo: ['BRB'], personal: true })
  const one = { type: 'vessel-sighting', label }
  const many = await previewFlow(draft(), [{ ...one, records: 3 }], 'LCA', AT)
  expect(many).toEqual(await previewFlow(draft(), [one, one, one], 'LCA', AT))
})
