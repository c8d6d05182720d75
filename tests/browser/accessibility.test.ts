/// <reference lib="dom" />
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { axe, openBench, type Bench } from './harness.ts'

const FULL = process.env['BASINET_FULL'] === '1'
const THEMES = ['light', 'dark', 'red-night'] as const

/** Pages of each seat, by address. */
const WATCH_PAGES = [
  '/',
  '/1-maritime',
  '/1-maritime/picture',
  '/node/feeds',
  '/node/jobs',
  '/1-maritime/picture/watch-log-entry',
  '/1-maritime/picture/watch-log-entry/new/write',
]
const ADMIN_PAGES = ['/', '/node/people', '/node/identity/person', '/node/identity/agency/new/create']

let bench: Bench
let watch: Page
let admin: Page

beforeAll(async () => {
  bench = await openBench()
  watch = await bench.enter('Watch officer, day')
  admin = await bench.enter('Administrator')
})
afterAll(async () => {
  await bench.close()
})

async function look(page: Page, path: string, theme: string): Promise<string[]> {
  await page.evaluate(
    (value) => localStorage.setItem('basinet.appearance', JSON.stringify({ theme: value })),
    theme,
  )
  await page.goto(`${bench.url}${path}`)
  await page.getByRole('main').waitFor({ timeout: 30_000 })
  await page.waitForTimeout(800)
  const found = await axe(page)
  return found.map((p) => `${path} (${theme}): ${p.id} [${p.impact}] ${p.where}`)
}

/** Every theme on the first page, then one theme a page in turn; the full run does all pairs. */
function pairs(paths: readonly string[]): [string, string][] {
  return paths.flatMap((path, i) =>
    FULL || i === 0
      ? THEMES.map((theme): [string, string] => [path, theme])
      : [[path, THEMES[i % THEMES.length] ?? 'dark'] as [string, string]],
  )
}

const PATIENT = { timeout: 300_000 }

describe('WCAG 2.2 AA by axe', PATIENT, () => {
  it('holds on the pages of the watch', async () => {
    const problems: string[] = []
    for (const [path, theme] of pairs(WATCH_PAGES)) problems.push(...(await look(watch, path, theme)))
    expect(problems).toEqual([])
  })

  it('holds on the pages of the administrator', async () => {
    const problems: string[] = []
    for (const [path, theme] of pairs(ADMIN_PAGES)) problems.push(...(await look(admin, path, theme)))
    expect(problems).toEqual([])
  })
})

describe('the width of the window', PATIENT, () => {
  it('never makes a page scroll sideways, down to a tablet and at 400 % zoom', async () => {
    const wide: string[] = []
    for (const [width, height] of [
      [1280, 720],
      [820, 1180],
      [320, 256],
    ] as const) {
      await admin.setViewportSize({ width, height })
      for (const path of ADMIN_PAGES) {
        await admin.goto(`${bench.url}${path}`)
        await admin.getByRole('main').waitFor()
        await admin.waitForTimeout(300)
        const over = await admin.evaluate(
          () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
        )
        if (over > 0) wide.push(`${path} at ${width}: ${over} px too wide`)
      }
    }
    expect(wide).toEqual([])
  })
})
