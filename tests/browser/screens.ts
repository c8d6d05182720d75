import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { openBench, photograph } from './harness.ts'
import { recordSeizure } from './seizure.ts'

/**
 * Photographs every page in two languages, three lights and two sizes, for somebody to look at:
 * `node tests/browser/screens.ts FOLDER [part of a path]`. Run by hand; it asserts nothing.
 */
const LANGUAGES = ['en', 'fr'] as const
const THEMES = ['light', 'dark', 'red-night'] as const
const SIZES = [
  [1280, 720],
  [820, 1180],
] as const

const PAGES: Readonly<Record<string, readonly string[]>> = {
  'Watch officer, day': [
    '/',
    '/1-maritime',
    '/1-maritime/picture',
    '/1-maritime/picture/watch-log-entry',
    '/1-maritime/picture/watch-log-entry/new/write',
    '/1-maritime/picture/picture-alert',
    '/1-maritime/picture/hand-contact/new/enter',
    '/regional',
    '/regional/hit',
    '/node/feeds',
    '/node/jobs',
  ],
  Commander: ['/', '/2-law-enforcement'],
  'Watch supervisor': [
    '/1-maritime/radar-coverage',
    '/1-maritime/interdiction',
    '/1-maritime/interdiction?search=plan',
  ],
  'Equipment officer': [
    '/1-maritime/equipment',
    '/1-maritime/equipment/equipment-item',
    '/1-maritime/equipment/equipment-item/new/register',
    '/1-maritime/equipment/crew-member',
  ],
  'Exhibits officer': [
    '/',
    '/3-borders',
    '/3-borders/seizures',
    '/3-borders/seizures/seizure',
    '/3-borders/seizures/exhibit',
    '/3-borders/seizures/exhibit?q=nowhere',
    '{exhibit}',
    '{exhibit}?tab=facts',
    '{exhibit}?tab=label',
    '{exhibit}?tab=paper',
    '{exhibit}/do/check',
    '{seizure}',
    '{seizure}?tab=thread',
    '{seizure}?tab=files',
    '{seizure}?tab=shared',
    '{seizure}?tab=history',
    '{seizure}?tab=audit',
  ],
  'Fingerprint examiner': [
    '/2-law-enforcement/fingerprints',
    '/2-law-enforcement/fingerprints/ten-print',
    '/2-law-enforcement/fingerprints/ten-print/new/open',
    '/2-law-enforcement/fingerprints/latent-mark/new/record',
    '/2-law-enforcement/fingerprints/elimination-print/new/open',
  ],
  'Third fingerprint examiner': [
    '/2-law-enforcement/fingerprints',
    '/2-law-enforcement/fingerprints/juvenile-print',
    '/2-law-enforcement/fingerprints/juvenile-print/new/open',
  ],
  'Firearms examiner': [
    '/2-law-enforcement/ballistics',
    ...['links', 'limits'].map((view) => `/2-law-enforcement/ballistics?view=${view}`),
    '/2-law-enforcement/ballistics/ballistic-specimen/new/record',
    '/2-law-enforcement/ballistics/exhibit-loan',
  ],
  'Firearms officer': [
    ...['search', 'board', 'statistics'].map((view) => `/3-borders/firearms?view=${view}`),
    '/3-borders/firearms/firearm/new/record',
  ],
  Administrator: [
    ...['organisation', 'person', 'reports'].map((tab) => `/node/people?tab=${tab}`),
    '/node/identity/agency/new/create',
    '/account',
    '/node',
  ],
  'Systems auditor': ['/', '/node/audit', '/no/such/page', '/programme/oversight', '/programme/results'],
  'Programme officer': [
    '/programme',
    '/programme/dialogue',
    '/programme/dialogue/dialogue-item/new/record',
    '/programme/dialogue/dialogue-item/new/record?file=1',
    '/programme/dialogue/dialogue-priority',
    ...['figures', 'table', 'instruments', 'partners', 'record'].map(
      (view) => `/programme/funding?view=${view}`,
    ),
    '/programme/funding/ledger-entry',
    '/programme/funding/instrument/new/draft',
    '/programme/assistance',
    '/programme/assistance/assistance/new/request',
    '/programme/projects',
    '/programme/fact-sheets',
    '/programme/oversight',
    '/programme/results',
  ],
  'Donor’s representative': ['/programme', '/programme/dialogue'],
  'Results officer': ['/programme/results', '/programme/results?tab=import', '/programme/results/indicator'],
  'Academy registrar': [
    ...['editions', 'certificates', 'skills'].map((tab) => `/programme/training?tab=${tab}`),
    '/programme/training/course',
  ],
}

async function look(page: Page, url: string, file: string): Promise<void> {
  await page.goto(url)
  await page.getByRole('main').first().waitFor({ timeout: 60_000 })
  await photograph(page, file)
}

const [folder, only = ''] = process.argv.slice(2)
if (folder === undefined) throw new Error('expected: node tests/browser/screens.ts FOLDER [part of a path]')
mkdirSync(folder, { recursive: true })
const bench = await openBench()
const made = await recordSeizure(bench, await bench.enter('Examination officer'))
const fill = (path: string): string =>
  path
    .replace('{exhibit}', `/3-borders/seizures/exhibit/${made.exhibit}`)
    .replace('{seizure}', `/3-borders/seizures/seizure/${made.seizure}`)

for (const [post, paths] of Object.entries(PAGES)) {
  const page = await bench.enter(post)
  for (const language of LANGUAGES) {
    await page.context().request.post(`${bench.url}/api/v1/session/language`, {
      headers: { 'x-basinet': '1' },
      data: { language },
    })
    for (const theme of THEMES) {
      await page.evaluate(
        (value) => localStorage.setItem('basinet.appearance', JSON.stringify({ theme: value })),
        theme,
      )
      for (const [width, height] of SIZES) {
        await page.setViewportSize({ width, height })
        for (const path of paths.filter((one) => one.includes(only))) {
          const name = path.replaceAll(/[^a-z0-9]+/gi, '-').replaceAll(/^-|-$/g, '') || 'home'
          const file = `${post.replaceAll(/\W+/g, '-')}-${name}-${language}-${theme}-${width}.png`
          await look(page, `${bench.url}${fill(path)}`, join(folder, file))
        }
      }
    }
  }
}
await bench.close()
