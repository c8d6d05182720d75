import { randomUUID } from 'node:crypto'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { axe, openBench, type Bench } from './harness.ts'

const PATIENT = 180_000

interface Row {
  readonly id: string
  readonly rev: number
}

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
  /** A step that is no part of what is shown; answers the record it made or changed, or the approval it waits for. */
  const command = async (page: Page, name: string, input: object, on?: Row): Promise<string> => {
    const answer = await page.context().request.post(`${bench.url}/api/v1/commands/${name}`, {
      headers: { 'x-basinet': '1' },
      data: {
        commandId: randomUUID(),
        ...(on === undefined ? {} : { recordId: on.id, expectedRev: on.rev }),
        input,
      },
    })
    expect([name, answer.status(), await answer.text()]).toEqual([name, 200, expect.any(String)])
    return ((await answer.json()) as { recordId: string }).recordId
  }
  const rows = async (page: Page, type: string, query = ''): Promise<Row[]> => {
    const listed = await page.context().request.get(`${bench.url}/api/v1/records/${type}?${query}`)
    return ((await listed.json()) as { items: Row[] }).items
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

  it(
    'prints a published result, and leads from it to its record',
    async () => {
      const keeper = await bench.enter('Results officer')
      const head = await bench.enter('Head of monitoring')
      const [value] = await rows(keeper, 'result-value', 'f.code=EX.BRD-1&sort=-period&limit=1')
      await command(keeper, 'result-value.release', { public: true }, value)
      const [waiting] = await rows(head, 'approval', 'f.state=pending&limit=1')
      await command(head, 'approval.approve', {}, waiting)
      await officer.goto(`${bench.url}/programme/fact-sheets`)
      await officer.getByText('Narcotics seized at ports of entry').first().waitFor()
      await officer.getByRole('link', { name: '83', exact: true }).click()
      await officer.getByRole('heading', { level: 1, name: /EX\.BRD-1/ }).waitFor()
      const pdf = await officer.context().request.get(`${bench.url}/api/v1/fact-sheets/LCA?form=pdf`)
      expect((await pdf.body()).subarray(0, 5).toString()).toBe('%PDF-')
    },
    PATIENT,
  )

  it(
    'audits: past recommendations, a sample by its seed, a finding answered and closed by the auditor alone',
    async () => {
      await auditor.goto(`${bench.url}/programme/oversight`)
      await auditor.getByText('An initiative-wide planning and reporting mechanism.').waitFor()
      const facts = 'reference=AU-1&set.name=Projects&set.auditor=Audit+office&set.scope=All+works'
      await auditor.goto(
        `${bench.url}/programme/oversight/audit-engagement/new/plan?set.${facts}&set.from=2026-11-01&set.until=2026-12-01`,
      )
      await auditor.getByRole('button', { name: 'Send', exact: true }).click()
      await auditor.getByText('Download the proof').first().waitFor()
      const [planned] = await rows(auditor, 'audit-engagement', 'sort=-updatedAt&limit=1')
      await command(
        auditor,
        'audit-engagement.draw',
        { population: 'ledger-entry', seed: 'seed 1', size: 3 },
        planned,
      )
      const at = `${bench.url}/programme/oversight/audit-engagement/${planned?.id ?? ''}`
      await auditor.goto(`${at}?tab=files`)
      const paper = {
        name: 'working-paper.txt',
        mimeType: 'text/plain',
        buffer: Buffer.from('Traced to its document.'),
      }
      await auditor.locator('input[type=file]').first().setInputFiles(paper)
      await auditor.getByText('working-paper.txt').first().waitFor()
      await auditor.goto(
        `${bench.url}/programme/oversight/audit-finding/new/record?set.engagement=${planned?.id ?? ''}&set.criterion=A+source&set.condition=None&set.recommendation=Name+the+source`,
      )
      await auditor.getByRole('button', { name: 'Send', exact: true }).click()
      await auditor.getByText('Download the proof').first().waitFor()
      const [found] = await rows(auditor, 'audit-finding', 'sort=-updatedAt&limit=1')
      await command(officer, 'audit-finding.answer', { response: 'Named', due: '2026-12-31' }, found)
      const refused = await officer
        .context()
        .request.post(`${bench.url}/api/v1/commands/audit-finding.close`, {
          headers: { 'x-basinet': '1' },
          data: { commandId: randomUUID(), recordId: found?.id, expectedRev: 2, input: { closure: 'ours' } },
        })
      expect(refused.status()).toBe(403)
      await command(auditor, 'audit-finding.close', { closure: 'Seen' }, { id: found?.id ?? '', rev: 2 })
      await auditor.goto(`${bench.url}/programme/oversight`)
      await auditor.getByText(/Sample of 3 of \d+ by seed seed 1/).waitFor()
      await auditor.getByRole('link', { name: 'Name the source' }).waitFor()
      expect(await axe(auditor)).toEqual([])
    },
    PATIENT,
  )

  it(
    'shows a donor’s representative what that donor funds, and nothing else',
    async () => {
      const donor = await bench.enter('Donor’s representative')
      await donor.goto(`${bench.url}/programme/dialogue`)
      await donor.getByText('You are named a representative of no donor.', { exact: false }).waitFor()
      const session = await donor.context().request.get(`${bench.url}/api/v1/session`)
      const { person } = (await session.json()) as { person: { id: string } }
      await command(officer, 'donor.register', {
        name: 'United States',
        kind: 'nation',
        nation: 'USA',
        office: null,
        vettingRule: null,
        representatives: [person.id],
      })
      await approve()
      await donor.reload()
      await donor.getByRole('heading', { name: 'What your donor funds: United States' }).waitFor()
      await donor.getByText('D-1b', { exact: true }).waitFor()
      expect(await donor.getByRole('link', { name: /new|Record|Register/ }).count()).toBe(0)
      expect(await axe(donor)).toEqual([])
    },
    PATIENT,
  )

  it(
    'takes in others’ activities and a table of commitments, and says what it does not take',
    async () => {
      const activity = (id: string, country: string): string =>
        `<iati-activity><iati-identifier>${id}</iati-identifier><reporting-org><narrative>Fund</narrative></reporting-org>
<title><narrative>Boats ${id}</narrative></title><recipient-country code="${country}"/></iati-activity>`
      const xml = `<iati-activities version="2.03">${activity('A', 'LC')}${activity('B', 'FR')}</iati-activities>`
      await officer.goto(`${bench.url}/programme/funding?view=partners`)
      const others = { name: 'others.xml', mimeType: 'text/xml', buffer: Buffer.from(xml) }
      await officer.locator('input[type=file]').setInputFiles(others)
      await officer.getByText('2 activities read: 1 can be taken, 1 cannot').waitFor()
      await officer.getByText('no partner nation and not the Caribbean: not taken').waitFor()
      expect(await axe(officer)).toEqual([])
      await officer.getByRole('button', { name: 'Take in 1 activities' }).click()
      await officer.getByText('1 new, 0 brought up to date, 0 unchanged, 0 not taken').waitFor()

      const lines = [
        'kind,text,owes,owedTo,office,due',
        'commitment,Name a liaison officer,LCA,IMPACS,Ministry,2026-12-20',
        'action,Wrong day,LCA,IMPACS,Ministry,20/12/2026',
        'action,Owes itself,LCA,LCA,Ministry,2026-12-20',
      ]
      await officer.goto(`${bench.url}/programme/dialogue/dialogue-item`)
      await officer.getByRole('link', { name: 'Choose a CSV or XLSX file' }).click()
      const table = { name: 'items.csv', mimeType: 'text/csv', buffer: Buffer.from(lines.join('\n')) }
      await officer.locator('input[type=file]').setInputFiles(table)
      await officer.getByText('3 lines: 2 can be taken, 1 cannot').waitFor()
      await officer.getByRole('button', { name: 'Import 2 lines' }).click()
      await officer.getByText('1 lines taken, 2 not').waitFor()
      await officer.goto(`${bench.url}/programme/dialogue`)
      await officer.getByRole('link', { name: 'Name a liaison officer' }).waitFor()
    },
    PATIENT,
  )
})
