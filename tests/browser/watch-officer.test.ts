import { mkdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { WatchHandover } from '@basinet/picture/contract'
import { createSea } from '@basinet/sea-simulator'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { openBench, type Bench } from './harness.ts'

/** A browser on a busy machine of two cores. */
const PATIENT = { timeout: 300_000 }
const SOON = { timeout: 90_000 }
const HOUR_MS = 3_600_000
/** Class A under way reports every 2 to 10 s (ITU-R M.1371-5, table 1). */
const HEARD_NOW_MS = 30_000

/** Pictures of every step, for whoever wants to look: `BASINET_SHOTS=folder`, with a theme and a size. */
const SHOTS = process.env['BASINET_SHOTS']
const THEME = process.env['BASINET_SHOTS_THEME'] ?? 'dark'
const [WIDTH = 1280, HEIGHT = 720] = (process.env['BASINET_SHOTS_SIZE'] ?? '1280x720').split('x').map(Number)

let bench: Bench
let officer: Page

beforeAll(async () => {
  bench = await openBench()
  seedPastHour()
  officer = await bench.enter('Watch officer, day', { width: WIDTH, height: HEIGHT })
}, 180_000)
afterAll(async () => {
  await bench.close()
})

/** The hour before the node was there, as a recording through the ordinary ingest: same sea, same seed as the live one. */
function seedPastHour(): void {
  const now = Date.now()
  const sea = createSea({ seed: 343, startMs: now - HOUR_MS, vessels: 260, scenarios: [] })
  const lines: string[] = []
  for (const { sentence } of sea.advance(now)) lines.push(sentence)
  const said = bench.basinet(['picture', 'ingest', '-', '--station', 'SIM-tape'], lines.join('\r\n'))
  expect(JSON.parse(said)).toMatchObject({ errors: 0 })
}

async function open(page: Page, path: string): Promise<void> {
  if (SHOTS !== undefined)
    await page.evaluate(
      (t) => localStorage.setItem('basinet.appearance', JSON.stringify({ theme: t })),
      THEME,
    )
  await page.goto(`${bench.url}${path}`)
  await page.getByRole('tablist').waitFor(SOON)
}

async function shot(page: Page, name: string): Promise<void> {
  if (SHOTS === undefined) return
  mkdirSync(SHOTS, { recursive: true })
  await page.waitForTimeout(1000)
  await page.screenshot({ path: join(SHOTS, `${name}-${THEME}-${WIDTH}.png`) })
}

const tab = (page: Page, name: RegExp): Promise<void> => page.getByRole('tab', { name }).click()
const shownContacts = async (page: Page): Promise<number> =>
  Number.parseInt(await page.getByText(/^\d+ contacts?/).innerText(), 10)

interface Found {
  readonly mmsi: number
  readonly sog?: number
  readonly age: number
  readonly lon: number
  readonly lat: number
  readonly cls: string
}

/** A freighter that is under way and heard now, every few seconds. */
async function movingShip(page: Page): Promise<Found> {
  const found = async (): Promise<Found | undefined> => {
    const answer = await page.context().request.get(`${bench.url}/api/v1/picture/find?q=OSTRAVA`)
    const { items } = (await answer.json()) as { items: Found[] }
    return items.find((v) => v.cls === 'A' && (v.sog ?? 0) > 8 && v.age < HEARD_NOW_MS)
  }
  await expect.poll(found, SOON).toBeDefined()
  const ship = await found()
  if (ship === undefined) throw new Error('the freighter was heard and is gone')
  return ship
}

/** Clicks the corners of an area around the middle of the map and closes it on the first. */
async function drawAroundMiddle(page: Page): Promise<void> {
  const box = await page.getByRole('region', { name: 'Map of the sea' }).boundingBox()
  if (box === null) throw new Error('the map is not on the page')
  const [x, y] = [box.x + box.width / 2, box.y + box.height / 2]
  const corners = [
    [x - 120, y - 100],
    [x + 120, y - 100],
    [x + 120, y + 100],
    [x - 120, y + 100],
    [x - 120, y - 100],
  ] as const
  for (const [cx, cy] of corners) {
    await page.mouse.move(cx, cy)
    await page.mouse.click(cx, cy)
    await page.waitForTimeout(150)
  }
}

/** Sends the form beside the map and waits for the node's receipt. */
async function send(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Send' }).click()
  await page.getByText('Done and recorded').waitFor(SOON)
}

const alertOfArea = () => officer.getByRole('listitem').filter({ hasText: 'North approach' }).first()

let ship: Found

it('sees traffic moving', PATIENT, async () => {
  await open(officer, '/1-maritime/picture')
  await expect.poll(() => shownContacts(officer), SOON).toBeGreaterThan(50)
  await shot(officer, '1-traffic')
  ship = await movingShip(officer)
  await open(officer, `/1-maritime/picture?vessel=${ship.mmsi}&at=${ship.lon},${ship.lat}`)
  const place = officer.getByRole('region', { name: 'Motion' }).getByText(/[NS].*[EW]/)
  await place.waitFor(SOON)
  const before = await place.innerText()
  await expect.poll(() => place.innerText(), SOON).not.toBe(before)
  await shot(officer, '2-vessel')
})

it('draws an area and gets an alert from it', PATIENT, async () => {
  await officer.getByRole('button', { name: 'Draw an area' }).click()
  await officer.getByText(/corner/i).waitFor(SOON)
  await drawAroundMiddle(officer)
  await officer.getByRole('textbox', { name: 'Name', exact: true }).fill('North approach')
  await officer.getByLabel(/when faster than/).fill('5')
  await shot(officer, '3-area')
  await send(officer)
  await shot(officer, '4-drawn')
  await tab(officer, /Alerts/)
  await expect.poll(() => alertOfArea().innerText(), SOON).toContain('limit (kn): 5')
  await shot(officer, '5-alert')
})

it('opens the vessel from its alert and replays the hour before', PATIENT, async () => {
  const alert = alertOfArea()
  const name = (await alert.locator('strong').innerText()).trim()
  await alert.getByRole('button', { name: 'Acknowledge' }).click()
  await alert.getByText(/acknowledged/i).waitFor(SOON)
  await alert.getByRole('button', { name: 'Show' }).click()
  await officer.getByRole('tabpanel').getByText(name).first().waitFor(SOON)
  await officer.getByRole('heading', { name: 'Voyage' }).waitFor(SOON)
  await shot(officer, '6-opened')

  await officer.getByRole('button', { name: 'Play back an hour' }).click()
  const bar = officer.getByRole('region', { name: 'Playback' })
  const moment = bar.getByRole('status').first()
  await bar.getByRole('slider').focus()
  const first = await moment.innerText()
  await bar.getByRole('button', { name: 'Play', exact: true }).click()
  await expect.poll(() => moment.innerText(), SOON).not.toBe(first)
  expect(await bar.getByText('Nothing was heard').count()).toBe(0)
  await expect.poll(() => shownContacts(officer), SOON).toBeGreaterThan(0)
  await shot(officer, '7-playback')
  await bar.getByRole('button', { name: 'Back to now' }).click()
})

it('writes the log and offers the watch', PATIENT, async () => {
  await tab(officer, /Log/)
  await officer
    .getByLabel('Write in the watch log')
    .fill('Freighter fast in the north approach, called on 16')
  await officer.getByRole('button', { name: 'Write', exact: true }).click()
  const entry = officer.getByRole('listitem').filter({ hasText: 'called on 16' })
  // A date-time group, as the watch writes it: day, hour, minute, Z, month, year.
  await expect.poll(() => entry.getByRole('link').innerText(), SOON).toMatch(/^\d{6}Z [A-Z]{3} \d{2}$/)
  await shot(officer, '8-log')

  await tab(officer, /Hand-over/)
  await officer
    .getByLabel('What the relief must know')
    .fill('Freighter in the north approach, no answer yet.')
  await shot(officer, '9-handover')
  await officer.getByRole('button', { name: 'Offer the watch' }).click()
  await officer.getByText('Your relief reads each matter and takes the watch.').waitFor(SOON)
  await shot(officer, '10-offered')
})

/** The relief reads the console in Kwéyòl, as the demonstration's people have it. */
function kweyol(key: string): string {
  const file = join(import.meta.dirname, '../../lines/1-maritime/picture/messages/acf.json')
  const words = (JSON.parse(readFileSync(file, 'utf8')) as Record<string, string>)[key]
  if (words === undefined) throw new Error(`acf has no ${key}`)
  return words
}

it('hands over to a relief who acknowledges every open matter by name', PATIENT, async () => {
  const relief = await bench.enter('Watch officer, night', { width: WIDTH, height: HEIGHT })
  await open(relief, '/1-maritime/picture')
  await relief.getByRole('tab', { name: kweyol('picture.panel.handover') }).click()
  const take = relief.getByRole('button', { name: kweyol('picture.handover.accept') })
  await take.waitFor(SOON)
  expect(await take.isDisabled()).toBe(true)
  await shot(relief, '11-relief')
  const read = relief.getByRole('button', { name: kweyol('picture.handover.acknowledge') })
  const unread = await read.count()
  expect(unread).toBeGreaterThan(0)
  for (let left = unread; left > 0; left--) {
    await read.first().click()
    await expect.poll(() => read.count(), SOON).toBe(left - 1)
  }
  await shot(relief, '12-read')
  await take.click()
  await take.waitFor({ ...SOON, state: 'detached' })

  const list = await relief.context().request.get(`${bench.url}/api/v1/records/watch-handover`)
  const { items } = (await list.json()) as { items: { body: WatchHandover }[] }
  expect(items.map((i) => i.body.state)).toEqual(['accepted'])
  const body = items[0]?.body
  expect(body?.relief).not.toBe(body?.outgoing)
  expect(body?.items).toHaveLength(unread)
  expect(body?.items.every((i) => i.acknowledgedAt !== null)).toBe(true)
})
