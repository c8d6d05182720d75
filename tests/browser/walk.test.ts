/// <reference lib="dom" />
import { randomUUID } from 'node:crypto'
import { mkdtemp, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { openBench, type Bench } from './harness.ts'
import { recordSeizure } from './seizure.ts'

/** A browser on a busy machine of two cores. */
const PATIENT = { timeout: 240_000 }
const FULL = process.env['BASINET_FULL'] === '1'
/** Rows of the long list. */
const ROWS = FULL ? 2000 : 250
/** Rows that exist at once in a virtual table, at most. */
const DRAWN_MAX = 120

let bench: Bench
let watch: Page
let keeper: Page

beforeAll(async () => {
  bench = await openBench()
  watch = await bench.enter('Watch officer, day')
  keeper = await bench.enter('Exhibits officer')
  const customs = await bench.enter('Examination officer')
  await recordSeizure(bench, customs)
})
afterAll(async () => {
  await bench.close()
})

const pathOf = (page: Page): string => new URL(page.url()).pathname
const settled = async (page: Page): Promise<void> => {
  await page.getByRole('main').waitFor()
  await page.waitForFunction(() => document.querySelector('[data-loading]') === null)
}

it('finds a record by its number from anywhere, and says so when there is nothing', PATIENT, async () => {
  await keeper.goto(`${bench.url}/node/feeds`)
  await settled(keeper)
  await keeper.keyboard.press('/')
  const box = keeper.getByRole('dialog').getByRole('combobox')
  await box.fill('EX-1')
  await keeper.getByRole('dialog').getByText('EX-1 Drug').waitFor()
  await box.fill('zzqqxx')
  await keeper.getByText('Nothing found for').waitFor()
  await box.fill('EX-1')
  await keeper.getByRole('dialog').getByText('EX-1 Drug').waitFor()
  const wanted = keeper.getByRole('option', { name: /^EX-1 Drug/ }).first()
  for (let i = 0; i < 20 && (await wanted.getAttribute('aria-selected')) !== 'true'; i++)
    await keeper.keyboard.press('ArrowDown')
  await keeper.keyboard.press('Enter')
  await keeper.getByRole('heading', { level: 1, name: 'EX-1 Drug' }).waitFor()
  expect(pathOf(keeper)).toMatch(/^\/node\/custody\/exhibit\//)
})

it('goes everywhere by keys, and shows them', PATIENT, async () => {
  await watch.goto(`${bench.url}/`)
  await settled(watch)
  await watch.keyboard.press('?')
  const map = watch.getByRole('dialog', { name: 'Keyboard' })
  await map.waitFor()
  const keys = (await map.locator('dt').allInnerTexts()).map((text) => text.replaceAll(/\s/g, ''))
  await watch.keyboard.press('Escape')
  await map.waitFor({ state: 'detached' })
  const goes = keys.filter((key) => /^g.$/.test(key))
  expect(goes.length).toBeGreaterThan(8)
  const places: string[] = []
  for (const key of goes) {
    for (const one of key) await watch.keyboard.press(one)
    const before = places.at(-1)
    await expect.poll(() => pathOf(watch), { timeout: 10_000 }).not.toBe(before)
    places.push(pathOf(watch))
  }
  expect(new Set(places).size).toBe(goes.length)
})

it('answers an address that names nothing, or only a type, without an error', PATIENT, async () => {
  for (const [path, there] of [
    ['/records/exhibit', '/node/custody/exhibit'],
    ['/node/custody', '/node/custody/exhibit'],
    ['/records/nosuch', '/records/nosuch'],
    ['/no/such/page/at/all', '/no/such/page/at/all'],
    ['/node/custody/exhibit/not-an-id', '/node/custody/exhibit/not-an-id'],
  ] as const) {
    await keeper.goto(`${bench.url}${path}`)
    await settled(keeper)
    await expect.poll(() => pathOf(keeper), { timeout: 10_000 }).toBe(there)
    expect(await keeper.getByText('could not be read').count()).toBe(0)
  }
})

it('keeps a long list smooth: only the rows in the window exist', PATIENT, async () => {
  const api = watch.context().request
  for (let done = 0; done < ROWS; done += 50)
    await Promise.all(
      Array.from({ length: 50 }, (_, i) =>
        api.post(`${bench.url}/api/v1/commands/watch-log-entry.write`, {
          headers: { 'x-basinet': '1' },
          data: { commandId: randomUUID(), input: { kind: 'observation', text: `Entry ${done + i}` } },
        }),
      ),
    )
  await watch.goto(`${bench.url}/1-maritime/picture/watch-log-entry`)
  const table = watch.getByRole('table')
  await table.getByRole('row').nth(5).waitFor()
  const seen = new Set<string>()
  for (let i = 0; i < ROWS && seen.size < ROWS; i++) {
    for (const text of await table.getByRole('link').allInnerTexts()) seen.add(text)
    expect(await table.getByRole('row').count()).toBeLessThan(DRAWN_MAX)
    await table.locator('..').evaluate((box) => box.scrollBy(0, box.clientHeight))
    await watch.evaluate(
      () => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))),
    )
  }
  expect(seen.size).toBeGreaterThanOrEqual(ROWS)
})

it('puts a whole list and a record on paper without what is around them', PATIENT, async () => {
  for (const [page, path] of [
    [watch, '/1-maritime/picture/watch-log-entry'],
    [keeper, '/3-borders/seizures/seizure'],
  ] as const) {
    await page.goto(`${bench.url}${path}`)
    await settled(page)
    await page.getByRole('table').getByRole('link').first().waitFor()
    const pdf = await page.pdf({ format: 'A4' })
    expect(pdf.subarray(0, 5).toString()).toBe('%PDF-')
    await page.emulateMedia({ media: 'print' })
    expect(await page.getByRole('navigation').first().isVisible()).toBe(false)
    expect(await page.getByRole('heading', { level: 1 }).isVisible()).toBe(true)
    await page.emulateMedia({ media: 'screen' })
  }
})

it('gives a proof that the command line verifies', PATIENT, async () => {
  const auditor = await bench.enter('Systems auditor')
  await auditor.goto(`${bench.url}/node/audit`)
  const proof = auditor.getByRole('link', { name: /Proof/ }).last()
  await proof.waitFor({ timeout: 60_000 })
  // The link is followed by hand: a download that the browser keeps is cancelled when its page ends.
  const address = new URL((await proof.getAttribute('href')) ?? '', bench.url).href
  expect(await proof.getAttribute('download')).not.toBeNull()
  // An event is proven with the next checkpoint after it.
  const firstLine = async () => (await (await auditor.context().request.get(address)).text()).split('\n')[0]
  await expect.poll(firstLine, { timeout: 60_000 }).toBe('c2sp.org/tlog-proof@v1')
  const kept = join(await mkdtemp(join(tmpdir(), 'basinet-proof-')), 'proof')
  const pack = await auditor.context().request.get(`${bench.url}/api/v1/audit/pack`)
  const packed = `${kept}.pack.html`
  await writeFile(packed, await pack.body())
  expect(bench.basinet(['audit', 'pack-verify', packed], '')).toMatch(/proven/i)
})

it('asks to sign in when the session is gone, and comes back to the page', PATIENT, async () => {
  await watch.goto(`${bench.url}/node/jobs`)
  await settled(watch)
  await watch.context().clearCookies()
  await watch.goto(`${bench.url}/node/jobs?x=1`)
  await watch.getByLabel('User name').waitFor()
  expect(new URL(watch.url()).searchParams.get('next')).toBe('/node/jobs?x=1')
})
