import { randomUUID } from 'node:crypto'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { axe, openBench, photograph, type Bench } from './harness.ts'
import { openRegionBench, type RegionBench } from './region-bench.ts'

const FULL = process.env['BASINET_FULL'] === '1'
const PATIENT = { timeout: 900_000 }
const SOON = { timeout: 120_000 }
const DESK = '/2-law-enforcement/ballistics'
const ARMS = '/3-borders/firearms'
/** Pictures of every step, for whoever wants to look. */
const SHOTS = process.env['BASINET_SHOTS']

interface Listed {
  readonly items: readonly {
    readonly id: string
    readonly rev: number
    readonly body: Readonly<Record<string, unknown>>
  }[]
}

async function shot(page: Page, name: string): Promise<void> {
  if (SHOTS === undefined) return
  mkdirSync(SHOTS, { recursive: true })
  await photograph(page, join(SHOTS, `laboratory-${name}.png`))
}

const list = async (page: Page, url: string, path: string): Promise<Listed['items']> =>
  ((await (await page.context().request.get(`${url}/api/v1/records/${path}`)).json()) as Listed).items

async function give(
  page: Page,
  url: string,
  name: string,
  more: object,
): Promise<{ recordId: string; rev: number }> {
  const answer = await page.context().request.post(`${url}/api/v1/commands/${name}`, {
    headers: { 'x-basinet': '1' },
    data: { commandId: randomUUID(), ...more },
  })
  const body: unknown = await answer.json()
  if (!answer.ok()) throw new Error(`${name}: ${JSON.stringify(body)}`)
  return body as { recordId: string; rev: number }
}

/** Presses the button that makes specimens nobody fired, and waits until they are compared. */
async function demonstrate(page: Page, url: string): Promise<void> {
  await page.goto(url + DESK)
  await page.getByRole('button', { name: 'Make them' }).click()
  const compared = async (): Promise<number> =>
    (await list(page, url, 'ballistic-comparison?f.state=compared')).length
  await expect.poll(compared, { timeout: 300_000, interval: 1000 }).toBe(4)
  await page.reload()
  await page
    .getByRole('link', { name: /DEMO-S1/ })
    .first()
    .waitFor(SOON)
}

describe.runIf(FULL)('the firearms laboratory', () => {
  let bench: Bench
  beforeAll(async () => {
    bench = await openBench()
  }, 180_000)
  afterAll(() => bench?.close())

  async function conclude(page: Page): Promise<void> {
    await page.getByLabel('Conclusion').selectOption({ label: 'Identification' })
    await page.getByLabel('Laboratory').fill('Forensic laboratory')
    await page.getByLabel(/^I examined the specimens/).check()
    await page.getByLabel('Microscope', { exact: true }).fill('CM-1')
    await page.locator('input[type=datetime-local]').fill('2026-11-20T10:00')
    await page.getByLabel('Grounds').fill('Striae agree in phase over the common area.')
    await page.getByRole('button', { name: 'Conclude', exact: true }).click()
  }

  it('goes from a lead over both examiners to a report, and to the chart of what ties', PATIENT, async () => {
    const first = await bench.enter('Firearms examiner')
    await demonstrate(first, bench.url)
    await shot(first, 'desk')
    expect(await axe(first)).toEqual([])
    await first
      .getByRole('link', { name: /DEMO-S1/ })
      .first()
      .click()
    for (const view of ['Overlay', 'In space', 'Side by side']) {
      await first.getByText(view, { exact: true }).click()
      await first.getByRole('img', { name: /DEMO/ }).first().waitFor(SOON)
      await shot(first, view.replaceAll(' ', '-'))
      expect(await axe(first)).toEqual([])
    }
    const light = first.getByRole('slider', { name: /Direction of the light/ })
    await light.focus()
    await light.press('ArrowRight')
    await first.getByText('Direction of the light (°): 226').waitFor(SOON)
    await conclude(first)
    await first.getByText('stays closed').first().waitFor(SOON)
    const second = await bench.enter('Second firearms examiner')
    await second.goto(first.url())
    await second.getByLabel('Conclusion').waitFor(SOON)
    expect(await second.getByText('Striae agree in phase').count()).toBe(0)
    await conclude(second)
    const link = second.getByRole('link', { name: 'Report for the court' })
    await link.waitFor(SOON)
    const report = await second
      .context()
      .request.get(`${bench.url}${(await link.getAttribute('href')) ?? ''}`)
    if (SHOTS !== undefined) writeFileSync(join(SHOTS, 'laboratory.pdf'), await report.body())
    expect([report.status(), (await report.body()).subarray(0, 5).toString()]).toEqual([200, '%PDF-'])
    await second.goto(`${bench.url}${DESK}?view=links`)
    await second.getByRole('cell', { name: 'Identification' }).first().waitFor(SOON)
    await shot(second, 'links')
    expect(await axe(second)).toEqual([])
    // Of lands no ratio stands anywhere.
    await second.goto(`${bench.url}${DESK}`)
    await second
      .getByRole('link', { name: /DEMO-B1/ })
      .first()
      .click()
    await second.getByText('None: no reference set is large enough for lands').waitFor(SOON)
    expect(await axe(second)).toEqual([])
  })

  it('describes firearms, asks after them and finds one by a number read wrong', PATIENT, async () => {
    const officer = await bench.enter('Firearms officer')
    await fillRegister(officer, bench.url)
    for (const view of ['search', 'board', 'statistics']) {
      await officer.goto(`${bench.url}${ARMS}?view=${view}`)
      await officer.getByRole('link', { name: 'Statistics', exact: true }).waitFor(SOON)
      await shot(officer, `firearms-${view}`)
      expect(await axe(officer)).toEqual([])
    }
    await officer.goto(`${bench.url}${ARMS}`)
    await officer.getByLabel(/^Serial number/).fill('AB1OOO1C')
    await officer.getByRole('button', { name: 'Search', exact: true }).last().click()
    await officer.getByRole('cell', { name: 'Alike but for confusable characters' }).waitFor(SOON)
    expect(await axe(officer)).toEqual([])
  })
})

/** Six firearms, three of them asked after, one answered. */
async function fillRegister(page: Page, url: string): Promise<void> {
  for (let i = 1; i <= 6; i++) {
    const made = await give(page, url, 'firearm.record', { input: firearm(i) })
    if (i > 3) continue
    const drafted = await give(page, url, 'firearm-trace.draft', { input: trace(made.recordId, i) })
    if (i === 3) continue
    await give(page, url, 'firearm-trace.send', { recordId: drafted.recordId, expectedRev: 1, input: {} })
    const answer = {
      outcome: 'untraceable',
      because: 'records-absent',
      soldOn: null,
      lastKnownCountry: 'USA',
      dealer: null,
      purchaser: null,
      text: null,
    }
    if (i === 1)
      await give(page, url, 'firearm-trace.answer', {
        recordId: drafted.recordId,
        expectedRev: 2,
        input: { answer },
      })
  }
}

const firearm = (i: number) => ({
  reference: `FA-${i}`,
  type: 'pistol',
  make: 'Nobody',
  model: null,
  calibre: '9x19',
  serial: `AB1000${i}C`,
  serialState: 'legible',
  restoration: null,
  marks: [{ kind: 'import', text: 'IMP', position: 'Frame', country: 'USA', year: 2019, photo: null }],
  countryOfOrigin: 'BRA',
  countryOfMarking: 'USA',
  importer: null,
  finish: null,
  barrelLengthMm: null,
  recovered: { at: '2026-10-01T10:00:00.000Z', place: 'Castries' },
  offence: null,
  possessorRole: 'none',
  possessor: null,
  associates: [],
  exhibit: null,
  seizure: null,
})
const trace = (id: string, i: number) => ({
  firearm: id,
  reference: `TR-${i}`,
  priority: 'routine',
  justification: null,
  instructions: null,
  crimeCode: null,
  projectCode: null,
  askedOf: { country: 'USA', authority: 'National Tracing Center' },
  route: 'etrace',
})

describe.runIf(FULL)('two nations’ laboratories', () => {
  let bench: RegionBench
  beforeAll(async () => {
    bench = await openRegionBench(['LCA', 'BRB'])
  }, 300_000)
  afterAll(() => bench?.close())

  it(
    'a case of one is found at the other, and leaves as what a person there confirmed',
    PATIENT,
    async () => {
      const [lca, brb] = [
        await bench.enter('LCA', 'Firearms examiner'),
        await bench.enter('BRB', 'Firearms examiner'),
      ]
      const at = (nation: string): string => bench.url(nation)
      for (const [page, nation] of [
        [lca, 'LCA'],
        [brb, 'BRB'],
      ] as const)
        await demonstrate(page, at(nation))
      const [scene] = await list(lca, at('LCA'), 'ballistic-specimen?f.number=DEMO-S1')
      const [face] = await list(
        lca,
        at('LCA'),
        `ballistic-surface?f.specimen=${scene?.id ?? ''}&f.state=read`,
      )
      const about = { type: 'ballistic-surface', id: face?.id }
      const input = {
        kind: 'fired-case',
        about,
        to: ['BRB'],
        purpose: 'ballistic-examination',
        caseNumber: 'EX-1',
      }
      const sent = await give(lca, at('LCA'), 'probe.send', { input })
      const arrived = () => list(brb, at('BRB'), 'probe-request?f.state=searched')
      await expect.poll(async () => (await arrived()).length, { timeout: 300_000, interval: 1000 }).toBe(1)
      const [request] = await arrived()
      if (request === undefined) throw new Error('BUG: it was there')
      await brb.goto(`${at('BRB')}/regional/hit/probe-request/${request.id}`)
      await brb.getByText('EX-1').first().waitFor(SOON)
      await shot(brb, 'request')
      expect(await axe(brb)).toEqual([])
      const candidates = request.body['candidates'] as readonly { alias: string; rank: number }[]
      expect(candidates.length).toBeGreaterThan(0)
      const on = { recordId: request.id, expectedRev: request.rev, reason: 'looked at under the microscope' }
      for (const { alias, rank } of candidates) {
        const examined = { alias, finding: rank === 1 ? 'identification' : 'exclusion' }
        on.expectedRev = (await give(brb, at('BRB'), 'probe-request.examine', { ...on, input: examined })).rev
      }
      await give(brb, at('BRB'), 'probe-request.answer', { ...on, input: {} })
      const answered = async (): Promise<unknown> =>
        JSON.stringify((await list(lca, at('LCA'), 'probe')).map(({ body }) => body['answers']))
      await expect.poll(answered, { timeout: 120_000, interval: 1000 }).toContain('candidates')
      await lca.goto(`${at('LCA')}/regional/hit/probe/${sent.recordId}`)
      await lca.getByText('EX-1').first().waitFor(SOON)
      await shot(lca, 'answer')
      expect(await axe(lca)).toEqual([])
      // The collection was handed over to nobody: no specimen of Barbados stands on Saint Lucia's bench.
      const there = (await list(lca, at('LCA'), 'ballistic-specimen?limit=100')) as readonly {
        label?: { owner: string }
      }[]
      expect(there.length).toBeGreaterThan(0)
      expect(there.filter(({ label }) => label?.owner !== 'LCA')).toEqual([])
    },
  )
})
