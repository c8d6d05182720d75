import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { axe, openBench, type Bench } from './harness.ts'

const PATIENT = 180_000

/** A disbursement from a document to the fact sheet, and back from a printed number to its document. */
describe.runIf(process.env['BASINET_FULL'] === '1')('the programme', () => {
  let bench: Bench
  let officer: Page
  let checker: Page
  let auditor: Page
  beforeAll(async () => {
    bench = await openBench()
    officer = await bench.enter('Programme officer')
    checker = await bench.enter('Approving officer')
    auditor = await bench.enter('Systems auditor')
  }, PATIENT)
  afterAll(() => bench?.close())

  const review = async (page: Page): Promise<void> => {
    await page.getByRole('button', { name: 'Review', exact: true }).click()
    await page.getByRole('dialog').getByRole('button', { name: / now$/ }).click()
    await page.getByText('Download the proof').first().waitFor()
  }
  const approve = async (): Promise<void> => {
    const listed = await checker
      .context()
      .request.get(`${bench.url}/api/v1/records/approval?f.state=pending&limit=1`)
    const { items } = (await listed.json()) as { items: { id: string }[] }
    await checker.goto(`${bench.url}/node/approvals/approval/${items[0]?.id ?? ''}/do/approve`)
    await review(checker)
  }
  /** Fills the form up to sending. */
  const take = async (reference: string, amount: string): Promise<void> => {
    await officer.goto(`${bench.url}/programme/funding?view=record`)
    const document = officer.getByLabel('Source document')
    await document.getByText('(fact sheet, undated)').first().waitFor({ state: 'attached' })
    await document.selectOption({ index: 1 })
    await officer.getByLabel('Words of the source').fill(`paid ${amount}`)
    for (const [label, text] of [
      ['Amount', amount],
      ['Fiscal year', '2024'],
      ['Payment or award', 'Payment 3'],
      ['Donor', 'United States'],
      ['Reference', reference],
    ] as const)
      await officer.getByLabel(label, { exact: true }).fill(text)
    await officer.getByLabel('Nation', { exact: true }).selectOption('LCA')
    await officer.getByLabel('Area of assistance', { exact: true }).selectOption('justice')
    await officer.getByLabel('For everybody to read').check()
  }
  const send = async (): Promise<void> => {
    await officer.getByRole('button', { name: 'Send for approval' }).click()
    await officer.getByText('It waits for a second person.').waitFor()
    await approve()
  }

  it(
    'records a disbursement, sees the older figure it disagrees with, and publishes the sheet',
    async () => {
      await take('D-1', '120000')
      await send()
      await take('D-1b', '125000.50')
      await officer.getByText('1 older figure of this payment differs', { exact: false }).waitFor()
      expect(await axe(officer)).toEqual([])
      await send()
      await officer.goto(`${bench.url}/programme/funding?view=table&nation=LCA`)
      await officer.getByText('sources disagree').first().waitFor()
      for (const amount of ['USD 120,000', 'USD 125,000.50'])
        expect(await officer.getByRole('link', { name: amount, exact: true }).count()).toBe(1)
      expect(await axe(officer)).toEqual([])
      await officer.goto(`${bench.url}/programme/fact-sheets/fact-sheet-edition/new/publish?set.place=LCA`)
      await review(officer)
      await approve()
      const sheet = await officer.request.get(`${bench.url}/public/fact-sheets/LCA`)
      expect(await sheet.text()).toContain('USD 125,000.50')
    },
    PATIENT,
  )

  it(
    'leads an auditor from a printed number to its document in two clicks',
    async () => {
      await auditor.goto(`${bench.url}/programme/fact-sheets`)
      await auditor
        .getByRole('link', { name: /more than USD 263,000,000/ })
        .first()
        .click()
      await auditor.locator('a[href*="/source-document/"]').first().click()
      await auditor.getByRole('heading', { level: 1, name: /fact sheet, undated/ }).waitFor()
      expect(auditor.url()).toContain('/programme/funding/source-document/')
    },
    PATIENT,
  )
})
