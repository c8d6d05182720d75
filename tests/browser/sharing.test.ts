import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { axe } from './harness.ts'
import { openRegionBench, type RegionBench } from './region-bench.ts'

const FULL = process.env['BASINET_FULL'] === '1'
/** Two nodes, a browser with six people, on a busy machine of two cores. */
const PATIENT = { timeout: 300_000 }
const SOON = { timeout: 60_000, interval: 250 }
const PAPER = {
  name: 'signed.pdf',
  mimeType: 'application/pdf',
  buffer: Buffer.from('%PDF-1.4 signed at Castries'),
}

describe.runIf(FULL)('two nations and what they share', () => {
  let bench: RegionBench

  beforeAll(async () => {
    bench = await openRegionBench(['LCA', 'BRB'])
  }, 300_000)
  afterAll(() => bench.close())

  const go = async (page: Page, nation: string, path: string): Promise<void> => {
    await page.goto(bench.url(nation) + path)
    await page.getByRole('heading', { level: 1 }).first().waitFor()
  }
  const field = (page: Page, path: string) => page.locator(`[id="field-${path}"]`)
  const review = async (page: Page): Promise<void> => {
    await page.getByRole('button', { name: 'Review', exact: true }).click()
    await page.getByRole('dialog').getByRole('button', { name: / now$/ }).click()
  }
  const noProblems = async (page: Page): Promise<void> => expect(await axe(page)).toEqual([])

  it(
    'lets an officer share a record, and take it back with the partner’s signed receipt',
    PATIENT,
    async () => {
      const lca = await bench.enter('LCA', 'Watch officer, day')
      const brb = await bench.enter('BRB', 'Watch officer, day')
      const words = 'Go-fast seen two miles west of Anse-la-Raye'
      await go(lca, 'LCA', '/1-maritime/picture/watch-log-entry/new/write')
      await field(lca, 'kind').click()
      await lca.getByRole('option').first().click()
      await field(lca, 'text').fill(words)
      await lca.getByRole('button', { name: 'Send', exact: true }).click()
      await lca.getByText('Download the proof').first().waitFor()

      await go(lca, 'LCA', '/regional/sharing/share/new/give')
      await field(lca, 'about').fill('Anse-la-Raye')
      await lca.getByRole('option', { name: /Go-fast/ }).click()
      await field(lca, 'to').fill('BRB')
      await field(lca, 'to').press('Enter')
      await lca.getByRole('button', { name: 'Send', exact: true }).click()
      await lca.getByText('Download the proof').first().waitFor()

      const found = async (): Promise<number> => {
        await go(brb, 'BRB', '/1-maritime/picture/watch-log-entry')
        await brb.waitForLoadState('networkidle')
        return brb.getByText(words).count()
      }
      await expect.poll(found, SOON).toBeGreaterThan(0)

      await go(lca, 'LCA', '/regional/sharing/share')
      await lca.getByRole('link', { name: /BRB/ }).first().click()
      await lca
        .getByRole('button', { name: 'Take back' })
        .or(lca.getByRole('link', { name: 'Take back' }))
        .first()
        .click()
      await field(lca, 'reason').fill('shared by mistake')
      await review(lca)
      await go(lca, 'LCA', '/regional/sharing')
      await lca.getByText('Unreachable there').first().waitFor({ timeout: 60_000 })
      await expect.poll(found, SOON).toBe(0)
      await noProblems(lca)
    },
  )

  it('takes an agreement from a lawyer’s draft to active on both sides', PATIENT, async () => {
    const lca = await bench.enter('LCA', 'Agreements officer')
    await go(lca, 'LCA', '/regional/sharing?tab=agreements&act=draft')
    await noProblems(lca)
    await field(lca, 'terms.title').fill('Exchange of maritime sightings')
    await lca
      .getByRole('group', { name: 'Treaty, act or memorandum' })
      .getByRole('button', { name: 'Add' })
      .click()
    await field(lca, 'terms.basis.legalBasis.0').fill('Treaty of Basseterre, article 4')
    await pick(lca, 'terms.sides.parties', 'BRB')
    await pick(lca, 'terms.sides.givers', 'BRB')
    await pick(lca, 'terms.subject.kinds.0.type', 'Watch log')
    await field(lca, 'terms.subject.purposes').fill('search-and-rescue')
    await field(lca, 'terms.subject.purposes').press('Enter')
    // The ceiling leaves a party out: the editor says so, and where.
    await lca.getByRole('link', { name: 'No copy beyond' }).waitFor()
    await pick(lca, 'terms.release.releaseCeiling', 'BRB')
    await lca.getByText('Nothing stands against offering it.').waitFor()
    await lca.getByRole('button', { name: 'Send', exact: true }).click()
    await lca.getByRole('button', { name: 'Offer to the parties' }).click()
    await lca.getByRole('link', { name: 'Sign', exact: true }).waitFor()

    const brb = await bench.enter('BRB', 'Agreements officer', { scheme: 'light' })
    const offered = async (): Promise<number> => {
      await go(brb, 'BRB', '/regional/sharing?tab=agreements')
      await brb.waitForLoadState('networkidle')
      return brb.getByRole('link', { name: 'Exchange of maritime sightings' }).count()
    }
    await expect.poll(offered, SOON).toBe(1)
    await brb.getByRole('link', { name: 'Exchange of maritime sightings' }).click()
    await brb.getByRole('button', { name: 'Take up' }).click()
    await brb.getByRole('link', { name: 'Sign', exact: true }).waitFor()
    await noProblems(brb)

    for (const [nation, page] of [
      ['LCA', lca],
      ['BRB', brb],
    ] as const) {
      await sign(page)
      await approve(nation)
    }
    await go(brb, 'BRB', '/regional/sharing?tab=agreements')
    await expect.poll(() => brb.getByText('active', { exact: true }).count(), SOON).toBe(2)
    await go(lca, 'LCA', '/regional/sharing?tab=board')
    await expect.poll(() => lca.getByText('active', { exact: true }).count(), SOON).toBe(2)
    await noProblems(lca)
  })

  const pick = async (page: Page, path: string, option: string): Promise<void> => {
    await field(page, path).click()
    await page.getByRole('option', { name: option, exact: true }).click()
    await page.keyboard.press('Escape')
  }

  const sign = async (page: Page): Promise<void> => {
    await page.getByRole('link', { name: 'Sign', exact: true }).click()
    await page.locator('input[type=file]').setInputFiles(PAPER)
    await field(page, 'signatory').fill('A. Minister')
    await field(page, 'capacity').fill('Minister of security, full powers')
    await field(page, 'enablingLaw').fill('Act 3 of 2026, section 4')
    await field(page, 'reason').fill('signed at Castries')
    await review(page)
    await page.getByText('Download the proof').first().waitFor()
  }

  /** The minister looks at what waits, and agrees. */
  const approve = async (nation: string): Promise<void> => {
    const page = await bench.enter(nation, 'Minister of security')
    const listed = await page
      .context()
      .request.get(`${bench.url(nation)}/api/v1/records/approval?f.state=pending`)
    const { items } = (await listed.json()) as { items: { id: string }[] }
    await go(page, nation, `/node/approvals/approval/${items[0]?.id ?? ''}/do/approve`)
    await review(page)
    await page.getByText('Download the proof').first().waitFor()
  }
})
