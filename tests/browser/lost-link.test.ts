/// <reference lib="dom" />
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { openBench, type Bench } from './harness.ts'

const PATIENT = { timeout: 180_000 }
const SLOW = { timeout: 60_000 }
const FORM = '/1-maritime/picture/watch-log-entry/new/write'

let bench: Bench
let page: Page

beforeAll(async () => {
  bench = await openBench()
  page = await bench.enter('Watch officer, day')
})
afterAll(async () => {
  await bench.close()
})

const entry = () => page.getByLabel('Entry', { exact: true })
const send = () => page.getByRole('button', { name: 'Send', exact: true })

async function write(text: string): Promise<void> {
  await page.goto(`${bench.url}${FORM}`)
  await page.getByRole('combobox', { name: 'Kind' }).click()
  await page.getByRole('option').first().click()
  await entry().fill(text)
}

async function entriesSaying(text: string): Promise<number> {
  const answer = await page.context().request.get(`${bench.url}/api/v1/records/watch-log-entry`)
  const { items } = (await answer.json()) as { items: { body: { text?: string } }[] }
  return items.filter((item) => item.body.text === text).length
}

it('keeps what was written when the session ends, and asks to sign in', PATIENT, async () => {
  await write('Pirogue without lights, south of Vieux Fort')
  const cookies = await page.context().cookies()
  await page.context().clearCookies()
  await send().click()
  await page.waitForURL(/\/sign-in/, SLOW)
  await page.getByRole('button', { name: 'Sign in', exact: true }).waitFor(SLOW)
  // The same person back, as after a sign-in: on the page that was left, with what was written.
  await page.context().addCookies(cookies)
  const next = new URL(page.url()).searchParams.get('next') ?? ''
  expect(next).toBe(FORM)
  await page.goto(`${bench.url}${next}`)
  await expect.poll(() => entry().inputValue(), SLOW).toBe('Pirogue without lights, south of Vieux Fort')
})

it('says that the node is gone, keeps what is written, and sends it once', PATIENT, async () => {
  await write('Link lost while writing')
  const gone = page.getByRole('alert').filter({ hasText: 'does not answer' })
  await page.context().setOffline(true)
  await entry().fill('Link lost while writing, and back')
  await send().click()
  await page.getByText('Send again when the node is back').waitFor(SLOW)
  await gone.waitFor(SLOW)
  expect(await entry().inputValue()).toBe('Link lost while writing, and back')

  await page.context().setOffline(false)
  await gone.waitFor({ ...SLOW, state: 'hidden' })
  await send().click()
  await expect.poll(() => entriesSaying('Link lost while writing, and back'), SLOW).toBe(1)
})
