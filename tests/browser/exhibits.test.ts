import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { axe, openBench, type Bench } from './harness.ts'
import { recordSeizure } from './seizure.ts'

const MESSAGES = join(import.meta.dirname, '../../apps/console/messages')
const words = Object.assign(
  {},
  ...['fr.json', 'node/fr.json'].map(
    (file) => JSON.parse(readFileSync(join(MESSAGES, file), 'utf8')) as object,
  ),
) as Record<string, string>
/** The examination officer reads French; a message that is not there fails here and not in a selector. */
function fr(key: string): string {
  const text = words[key]
  if (text === undefined) throw new Error(`no French for ${key}`)
  return text
}

/** A browser on a busy machine of two cores. */
const PATIENT = { timeout: 180_000 }

let bench: Bench
let giver: Page
let keeper: Page
let exhibit = ''

beforeAll(async () => {
  bench = await openBench()
  giver = await bench.enter('Examination officer')
  keeper = await bench.enter('Exhibits officer')
  exhibit = (await recordSeizure(bench, giver)).exhibit
})
afterAll(async () => {
  await bench.close()
})

it('hands an exhibit over by two people, each at their own screen', PATIENT, async () => {
  await giver.goto(`${bench.url}/3-borders/seizures`)
  await giver
    .getByRole('navigation')
    .getByRole('link', { name: fr('record.exhibit.plural') })
    .click()
  await giver
    .getByRole('table')
    .getByRole('link', { name: /^EX-1 / })
    .click()
  await giver.getByRole('button', { name: fr('command.exhibit.transfer.name') }).click()
  await giver.getByLabel(fr('holder.colleague'), { exact: true }).first().fill('bread')
  await giver.getByRole('option', { name: /Celestine Breadnut/ }).click()
  for (const [field, text] of [
    ['place', 'Berth 4 office'],
    ['sealFound', 'LC 1'],
    ['condition', 'Whole, seal unbroken'],
    ['purpose', 'Into store'],
  ] as const)
    await giver.locator(`[id="field-${field}"]`).fill(text)
  await giver.getByRole('button', { name: fr('form.review') }).click()
  await giver
    .getByRole('dialog')
    .getByRole('button', { name: fr('command.exhibit.transfer.name') })
    .click()
  await giver.getByRole('link', { name: fr('receipt.open') }).click()
  const underWay = giver.getByRole('region', { name: fr('custody.under-way') })
  expect(await underWay.innerText()).toMatch(/Pascal Almondtree[\s\S]*Celestine Breadnut/)

  await keeper.goto(`${bench.url}/`)
  await keeper.getByRole('link', { name: /EX-1 is on its way to you/ }).click()
  await keeper
    .getByRole('region', { name: 'Hand-over under way' })
    .getByRole('button', { name: 'Receive' })
    .click()
  // Another seal than was left: said as found, shown for ever.
  await keeper.locator('[id="field-sealFound"]').fill('LC 9')
  await keeper.locator('[id="field-condition"]').fill('Another seal than on the paper')
  await keeper.getByRole('button', { name: 'Review' }).click()
  await keeper.getByRole('dialog').getByRole('button', { name: 'Receive' }).click()
  await keeper.getByRole('link', { name: 'Open the record' }).click()
  const gaps = keeper.getByRole('region', { name: '1 gap in the chain' })
  expect(await gaps.innerText()).toMatch(/Another seal than was left[\s\S]*Expected: LC 1; found: LC 9/)
  const steps = keeper.getByRole('list', { name: 'Chain of custody' }).getByRole('heading')
  expect(await steps.allInnerTexts()).toEqual(['Seized', 'Transferred', 'Received'])
  expect(await axe(keeper)).toEqual([])
})

it('finds an exhibit by number, seal, an earlier seal, seizure, holder and place', PATIENT, async () => {
  const rows = keeper.getByRole('table').getByRole('link', { name: 'EX-1 Drug' })
  for (const [asked, found] of [
    ['EX-1', 1],
    ['LC 9', 1],
    ['LC 1', 1],
    ['CUS-1', 1],
    ['breadnut', 1],
    ['berth', 1],
    ['nowhere-at-all', 0],
  ] as const) {
    await keeper.goto(`${bench.url}/3-borders/seizures/exhibit`)
    await keeper.getByRole('search').getByRole('textbox').fill(asked)
    await keeper.keyboard.press('Enter')
    await keeper.waitForURL(/[?&]q=/)
    if (found === 0) await keeper.getByText('None match the filters').waitFor()
    else await rows.waitFor()
    expect([asked, await rows.count()]).toEqual([asked, found])
  }
})

it('prints the label and the chain, and nothing of the page around them', PATIENT, async () => {
  for (const [tab, mark] of [
    ['label', 'EX-1'],
    ['paper', 'Name and signature'],
  ] as const) {
    await keeper.goto(`${bench.url}/3-borders/seizures/exhibit/${exhibit}?tab=${tab}`)
    const paper = keeper.locator('[data-paper]')
    await paper.getByText(mark).first().waitFor()
    await paper.getByRole('img').waitFor()
    expect(await axe(keeper)).toEqual([])
    await keeper.emulateMedia({ media: 'print' })
    expect(await keeper.getByRole('navigation').first().isVisible()).toBe(false)
    expect(await keeper.getByRole('heading', { level: 1 }).isVisible()).toBe(false)
    expect(await paper.isVisible()).toBe(true)
    await keeper.emulateMedia({ media: 'screen' })
  }
  await keeper.goto(`${bench.url}/3-borders/seizures/exhibit/${exhibit}?tab=label`)
  await keeper.locator('[data-paper]').getByRole('img').waitFor()
  const pdf = await keeper.pdf({ format: 'A4' })
  expect(pdf.subarray(0, 5).toString()).toBe('%PDF-')
  expect(pdf.toString('latin1').match(/\/Type\s*\/Page\b/g)).toHaveLength(1)
})
