import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { axe, openBench, photograph, type Bench } from './harness.ts'

const FULL = process.env['BASINET_FULL'] === '1'
const SOON = { timeout: 90_000 }
const DESK = '/2-law-enforcement/fingerprints'
/** Pictures of every step, for whoever wants to look: `BASINET_SHOTS=folder`, in dark or, with `BASINET_SHOTS_THEME`, another. */
const SHOTS = process.env['BASINET_SHOTS']
const THEME = process.env['BASINET_SHOTS_THEME'] ?? 'dark'

let bench: Bench

async function shot(page: Page, name: string): Promise<void> {
  if (SHOTS === undefined) return
  mkdirSync(SHOTS, { recursive: true })
  await photograph(page, join(SHOTS, `prints-${name}-${THEME}.png`))
}

async function enter(post: string): Promise<Page> {
  const page = await bench.enter(post)
  await page.evaluate((theme) => localStorage.setItem('basinet.appearance', JSON.stringify({ theme })), THEME)
  await page.goto(`${bench.url}${DESK}`)
  await page.getByRole('heading', { level: 1 }).waitFor(SOON)
  return page
}

/** Sets this many minutiae in the first print: pressed where the ridge ends, drawn in its direction. */
async function setMarks(page: Page, count: number): Promise<void> {
  await page.getByRole('button', { name: 'Ridge ending' }).click()
  const box = await page.getByRole('application').first().boundingBox()
  if (box === null) throw new Error('no print on the bench')
  for (let i = 0; i < count; i++) {
    const x = box.x + box.width / 2 + 30 * Math.cos(i * 2.4) * Math.sqrt(i + 1)
    const y = box.y + box.height / 2 + 30 * Math.sin(i * 2.4) * Math.sqrt(i + 1)
    await page.mouse.move(x, y)
    await page.mouse.down()
    await page.mouse.move(x + 18, y + 6)
    await page.mouse.up()
  }
  // And one by keys alone.
  await page.getByRole('application').first().focus()
  for (const key of ['ArrowRight', 'ArrowRight', '.', '.', 'Enter']) await page.keyboard.press(key)
  await page.getByText(`Marks set: ${count + 1}`).waitFor(SOON)
}

async function concludeOn(page: Page, word: string): Promise<void> {
  await page.getByLabel('Conclusion').selectOption({ label: word })
  await page.getByLabel('Grounds').fill('Ten minutiae in sequence without a difference.')
  await page.getByRole('button', { name: 'Conclude', exact: true }).click()
  await page.getByText(word).last().waitFor(SOON)
}

describe.runIf(FULL)('the fingerprint bureau', () => {
  beforeAll(async () => {
    bench = await openBench()
  }, 180_000)
  afterAll(() => bench?.close())

  it(
    'takes a mark from its analysis to two blind conclusions and a report',
    { timeout: 600_000 },
    async () => {
      const first = await enter('Fingerprint examiner')
      await first.getByRole('button', { name: 'Make them' }).click()
      await first.getByRole('link', { name: 'DEMO-M3' }).waitFor(SOON)
      await first.reload()
      await first.getByRole('link', { name: 'DEMO-M1' }).waitFor(SOON)
      await shot(first, 'desk')
      expect(await axe(first)).toEqual([])

      await first.getByRole('link', { name: 'DEMO-1' }).click()
      await first
        .getByText(/^Quality \d+/)
        .nth(9)
        .waitFor(SOON)
      await shot(first, 'card')
      expect(await axe(first)).toEqual([])

      await first.goto(`${bench.url}${DESK}`)
      await first.getByRole('link', { name: 'DEMO-M1' }).click()
      await first.getByRole('button', { name: 'Begin an examination' }).click()
      await setMarks(first, 10)
      await shot(first, 'analysis')
      await first.getByRole('button', { name: 'Lock: of value' }).click()
      await first.getByRole('button', { name: 'Search the cards' }).click()
      await first.getByText('Candidates only').or(first.getByText('No candidate')).waitFor(SOON)
      await shot(first, 'candidates')
      await first.getByLabel('Number of a card').fill('DEMO-1')
      await first.getByLabel('Finger', { exact: true }).selectOption({ label: 'Right index' })
      await first.getByRole('button', { name: 'Open the exemplar' }).click()
      await first.getByRole('application').nth(1).waitFor(SOON)
      await first.getByRole('button', { name: 'Pair', exact: true }).click()
      for (const n of [0, 1]) {
        const box = await first.getByRole('application').nth(n).boundingBox()
        if (box !== null) await first.mouse.click(box.x + box.width / 2, box.y + box.height / 2)
      }
      await first.getByText('Pairs: 1; later marks: 0').waitFor(SOON)
      await shot(first, 'comparison')
      expect(await axe(first)).toEqual([])
      await concludeOn(first, 'Source identification')
      await shot(first, 'concluded')

      const second = await enter('Second fingerprint examiner')
      await second.getByRole('link', { name: 'Finger 2' }).click()
      await second.getByText('stays closed until the second').waitFor(SOON)
      expect(await second.getByText('Source identification').count()).toBe(0)
      await shot(second, 'waiting')
      await second.getByRole('button', { name: 'Examine as second' }).click()
      await setMarks(second, 8)
      await second.getByRole('button', { name: 'Lock: of value' }).click()
      await second.getByRole('button', { name: 'Open the exemplar' }).click()
      await second.getByRole('application').nth(1).waitFor(SOON)
      await concludeOn(second, 'Source identification')
      await second.getByRole('link', { name: 'To the comparison' }).click()
      await second.getByText('Both agree').waitFor(SOON)
      await second.getByRole('cell', { name: 'Source identification' }).nth(1).waitFor(SOON)
      await shot(second, 'agreed')
      expect(await axe(second)).toEqual([])
      const link = await second.getByRole('link', { name: 'Report (PDF)' }).getAttribute('href')
      const report = await second.context().request.get(`${bench.url}${link ?? ''}`)
      if (SHOTS !== undefined) writeFileSync(join(SHOTS, 'report.pdf'), await report.body())
      expect([report.status(), (await report.body()).subarray(0, 5).toString()]).toEqual([200, '%PDF-'])
    },
  )
})
