/// <reference lib="dom" />
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { axe, openBench, type Bench } from './harness.ts'
import { recordSeizure } from './seizure.ts'

const FULL = process.env['BASINET_FULL'] === '1'
const THEMES = ['light', 'dark', 'red-night'] as const
type Theme = (typeof THEMES)[number]

/** A page of the console, and what is pressed on it before it is looked at. */
interface Look {
  readonly path: string
  readonly press?: (page: Page) => Promise<unknown>
}
const at = (path: string, press?: Look['press']): Look => (press === undefined ? { path } : { path, press })
const type = (key: string) => (page: Page) => page.keyboard.press(key)

const POSTS = [
  'Watch officer, day',
  'Examination officer',
  'Administrator',
  'Systems auditor',
  ...(FULL ? ['Watch supervisor', 'Equipment officer'] : []),
]

let bench: Bench
const seats: Record<string, Page> = {}
/** Pages by the seat that looks at them. */
const looks: Record<string, Look[]> = {}

beforeAll(async () => {
  bench = await openBench()
  for (const post of POSTS) seats[post] = await bench.enter(post)
  const { seizure, exhibit } = await recordSeizure(bench, seat('Examination officer'))
  const records = {
    seizure: `/3-borders/seizures/seizure/${seizure}`,
    exhibit: `/3-borders/seizures/exhibit/${exhibit}`,
  }
  looks['Watch officer, day'] = [
    at('/', type('?')),
    at('/1-maritime', type('/')),
    at('/1-maritime/picture'),
    at('/1-maritime/picture/watch-log-entry'),
    at('/1-maritime/picture/watch-log-entry/new/write'),
    at('/1-maritime/picture/hand-contact/new/enter'),
    at('/node/feeds'),
    at('/node/jobs'),
  ]
  looks['Watch supervisor'] = [
    at('/1-maritime/radar-coverage'),
    at('/1-maritime/interdiction'),
    at('/1-maritime/interdiction?search=plan'),
  ]
  looks['Equipment officer'] = [
    at('/1-maritime/equipment'),
    at('/1-maritime/equipment/equipment-item'),
    at('/1-maritime/equipment/equipment-item/new/register'),
    at('/1-maritime/equipment/crew-member/new/enrol'),
  ]
  looks['Examination officer'] = [
    at('/3-borders/seizures'),
    at('/3-borders/seizures/seizure'),
    at('/3-borders/seizures/exhibit', (page) => page.getByRole('button', { name: 'Filtrer' }).click()),
    ...['?tab=label', '?tab=paper', '?tab=facts'].map((tab) => at(`${records.exhibit}${tab}`)),
    at(`${records.exhibit}/do/transfer`),
    at('/3-borders/seizures/seizure/new/record', (page) =>
      page.getByRole('group', { name: 'Objets' }).getByRole('button').click(),
    ),
    ...['', '?tab=thread', '?tab=files', '?tab=shared', '?tab=history', '?tab=audit'].map((tab) =>
      at(`${records.seizure}${tab}`),
    ),
    at(`${records.seizure}/do/amend`),
    at(records.exhibit, (page) => page.getByRole('button', { name: /impossibles/ }).click()),
  ]
  looks['Administrator'] = [
    ...['organisation', 'person', 'reports'].map((tab) => at(`/node/people?tab=${tab}`)),
    at('/node/identity/person'),
    at('/node/identity/agency/new/create'),
    at('/account'),
  ]
  looks['Systems auditor'] = [at('/node/audit')]
})
afterAll(async () => {
  await bench.close()
})

function seat(post: string): Page {
  const page = seats[post]
  if (page === undefined) throw new Error(`BUG: nobody sits at "${post}"`)
  return page
}

async function settle(page: Page): Promise<void> {
  await page.getByRole('main').waitFor({ timeout: 60_000 })
  await page.waitForFunction(() => document.querySelector('[data-loading]') === null, null, {
    timeout: 60_000,
  })
  await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))))
}

async function look(page: Page, { path, press }: Look, theme: Theme): Promise<string[]> {
  await page.evaluate(
    (value) => localStorage.setItem('basinet.appearance', JSON.stringify({ theme: value })),
    theme,
  )
  await page.goto(`${bench.url}${path}`)
  await settle(page)
  const before = await axe(page)
  await press?.(page)
  if (press !== undefined) await settle(page)
  const found = press === undefined ? before : [...before, ...(await axe(page))]
  return found.map((p) => `${path} (${theme}): ${p.id} [${p.impact}] ${p.where}`)
}

/** Each page in one light, the lights in turn; the full run has every page in every light. */
function themesOf(index: number): readonly Theme[] {
  return FULL ? THEMES : [THEMES[index % THEMES.length] ?? 'dark']
}

const PATIENT = { timeout: 900_000 }

describe('WCAG 2.2 AA by axe', PATIENT, () => {
  it.each(POSTS)('holds on the pages of: %s', async (post) => {
    const problems: string[] = []
    for (const [index, one] of (looks[post] ?? []).entries())
      for (const theme of themesOf(index)) problems.push(...(await look(seat(post), one, theme)))
    expect(looks[post]?.length).toBeGreaterThan(0)
    expect(problems).toEqual([])
  })

  it('holds where one signs in', async () => {
    const context = await seat('Administrator').context().browser()!.newContext()
    const page = await context.newPage()
    await page.goto(`${bench.url}/sign-in`)
    await page.getByRole('button').first().waitFor()
    for (const theme of themesOf(0)) {
      await page.evaluate((value) => {
        document.documentElement.dataset['theme'] = value
      }, theme)
      expect(await axe(page)).toEqual([])
    }
    await context.close()
  })
})

/** What the rail and the catalogue offer a seat: each line, capability, list and form to begin a record. */
async function everyPage(page: Page): Promise<string[]> {
  const answer = await page.context().request.get(`${bench.url}/api/v1/catalogue`)
  const { lines, records, commands } = (await answer.json()) as {
    lines: { id: string; capabilities: { id: string }[] }[]
    records: Record<string, { line: string; capability: string }>
    commands: Record<string, { record: string; kind: string; allowed: boolean }>
  }
  const list = (type: string): string[] => {
    const place = records[type]
    return place === undefined ? [] : [`/${place.line}/${place.capability}/${type}`]
  }
  return [
    '/',
    '/account',
    '/no/such/page',
    ...lines.flatMap(({ id, capabilities }) => [`/${id}`, ...capabilities.map((c) => `/${id}/${c.id}`)]),
    ...['feeds', 'audit', 'jobs', 'people'].map((name) => `/node/${name}`),
    ...Object.keys(records).flatMap(list),
    ...Object.entries(commands)
      .filter(([, { kind, allowed }]) => kind === 'create' && allowed)
      .flatMap(([name, { record }]) =>
        list(record).map((path) => `${path}/new/${name.slice(record.length + 1)}`),
      ),
  ]
}

const OTHER_SEATS = [
  'Watch officer, day',
  'Watch supervisor',
  'Commander',
  'Equipment officer',
  'End-use inspector',
  'Examination officer',
  'Exhibits officer',
  'Fingerprint examiner',
  'Third fingerprint examiner',
  'Firearms examiner',
  'Firearms officer',
  'Programme officer',
  'Administrator',
  'Systems auditor',
  'Oversight commissioner',
]

describe.runIf(FULL)('every page that a seat is offered', PATIENT, () => {
  it('holds WCAG 2.2 AA by axe, each page once, the lights in turn', async () => {
    const seen = new Set<string>()
    const problems: string[] = []
    for (const post of OTHER_SEATS) {
      const page = (seats[post] ??= await bench.enter(post))
      for (const path of await everyPage(page)) {
        // A seat's own home differs; any other page is the same for all who see it.
        if (path !== '/' && seen.has(path)) continue
        seen.add(path)
        const [theme = 'dark'] = [THEMES[seen.size % THEMES.length]]
        problems.push(...(await look(page, { path }, theme)))
      }
    }
    expect(seen.size).toBeGreaterThan(60)
    expect(problems).toEqual([])
  })
})

describe('the width of the window', PATIENT, () => {
  const SIZES = FULL
    ? ([
        [1280, 720],
        [820, 1180],
        [320, 256],
      ] as const)
    : ([[320, 256]] as const)

  it('never makes a page scroll sideways, down to a tablet and at 400 % zoom', async () => {
    const wide: string[] = []
    for (const post of FULL ? Object.keys(looks) : ['Administrator']) {
      const page = seat(post)
      for (const [width, height] of SIZES) {
        await page.setViewportSize({ width, height })
        for (const { path } of looks[post] ?? []) {
          await page.goto(`${bench.url}${path}`)
          await settle(page)
          const { over, widest } = await page.evaluate(() => {
            const { clientWidth, scrollWidth } = document.documentElement
            const beyond = [...document.body.querySelectorAll('*')]
              .filter((element) => element.getBoundingClientRect().right > clientWidth + 0.5)
              .map((element) => `${element.tagName.toLowerCase()}.${element.className}`)
            return { over: scrollWidth - clientWidth, widest: beyond.slice(0, 8).join(' ') }
          })
          if (over > 0) wide.push(`${path} at ${String(width)}: ${String(over)} px too wide: ${widest}`)
        }
      }
    }
    expect(wide).toEqual([])
  })
})
