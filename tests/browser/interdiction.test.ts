import { randomUUID } from 'node:crypto'
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import {
  BOARDING_RULE,
  GO_FAST,
  PATROL_BOAT,
  TERRITORIAL_SEA,
} from '../../lines/1-maritime/interdiction/testing.ts'
import { axe, openBench, photograph, type Bench } from './harness.ts'

const FULL = process.env['BASINET_FULL'] === '1'
const SOON = { timeout: 90_000 }
/** Pictures of every step, for whoever wants to look: `BASINET_SHOTS=folder`. */
const SHOTS = process.env['BASINET_SHOTS']

let bench: Bench

async function shot(page: Page, name: string): Promise<void> {
  if (SHOTS === undefined) return
  mkdirSync(SHOTS, { recursive: true })
  await photograph(page, join(SHOTS, `interdiction-${name}.png`), true)
}

/** Gives a command as the person at this page. @returns the answer's body */
async function give(
  page: Page,
  name: string,
  data: Readonly<Record<string, unknown>>,
): Promise<{ recordId: string; pendingApproval?: string }> {
  const answer = await page.context().request.post(`${bench.url}/api/v1/commands/${name}`, {
    headers: { 'x-basinet': '1' },
    data: { commandId: randomUUID(), ...data },
  })
  expect([answer.status(), await answer.text()]).toEqual([200, expect.stringContaining('recordId')])
  return (await answer.json()) as { recordId: string; pendingApproval?: string }
}

const fill = async (page: Page, fields: Readonly<Record<string, string>>): Promise<void> => {
  for (const [field, text] of Object.entries(fields)) await page.locator(`[id="field-${field}"]`).fill(text)
}

const choose = async (page: Page, field: string, word: string): Promise<void> => {
  await page.locator(`[id="field-${field}"]`).click()
  await page.getByRole('listbox').getByRole('option', { name: word, exact: true }).click()
}

/** Sends the form in the drawer: an action shows its summary first. */
async function send(page: Page, command: string): Promise<void> {
  await page.getByRole('button', { name: 'Review' }).click()
  await page.getByRole('dialog').last().getByRole('button', { name: command }).click()
}

/** What a nation loads before its first operation. */
async function loadLaw(chief: Page, commander: Page): Promise<void> {
  for (const [name, input] of [
    ['maritime-zone.load', TERRITORIAL_SEA],
    [
      'maritime-zone.load',
      { ...TERRITORIAL_SEA, name: 'Median line', basis: 'computed', citation: null, shape: FAR },
    ],
    ['maritime-authority.load', BOARDING_RULE],
  ] as const) {
    const asked = await give(chief, name, { input })
    await give(commander, 'approval.approve', { recordId: asked.pendingApproval, expectedRev: 1, input: {} })
  }
  await give(chief, 'maritime-asset.register', { input: PATROL_BOAT })
  await give(chief, 'maritime-asset.register', {
    input: { ...PATROL_BOAT, name: 'Vigilant', readiness: 'down', position: { lon: -60.95, lat: 13.72 } },
  })
}
const FAR = {
  type: 'Polygon',
  coordinates: [
    [
      [-61.9, 13.1],
      [-60.1, 13.1],
      [-60.1, 14.7],
      [-61.9, 14.7],
      [-61.9, 13.1],
    ],
  ],
}

describe.runIf(FULL)('an interdiction', () => {
  beforeAll(async () => {
    bench = await openBench()
  }, 180_000)
  afterAll(() => bench?.close())

  it('goes from a contact entered by hand to a closed operation', { timeout: 600_000 }, async () => {
    const chief = await bench.enter('Watch supervisor')
    const commander = await bench.enter('Commander')
    const watch = await bench.enter('Watch officer, day', { width: 1440, height: 900 })
    await loadLaw(chief, commander)
    const seen = new Date(Date.now() - 600_000).toISOString()
    const contact = await give(watch, 'hand-contact.enter', {
      input: {
        channel: 'fisherman',
        source: 'a fisherman off Vieux Fort',
        reliability: 'C',
        credibility: '2',
        kind: 'go-fast',
        description: GO_FAST.description,
        reported: { kind: 'position', ...GO_FAST.position },
        accuracyM: 1000,
        courseDeg: 0,
        speedKn: 25,
        growthKn: 5,
        sightedAt: seen,
      },
    })

    await watch.goto(`${bench.url}/1-maritime/interdiction`)
    await watch.getByText('No operation is going on').waitFor(SOON)
    await shot(watch, 'empty')
    const known = {
      domain: 'sea',
      name: 'Go-fast',
      description: GO_FAST.description,
      position: GO_FAST.position,
      accuracyM: 1000,
      courseDeg: 0,
      speedKn: 25,
      sightedAt: seen,
      from: { type: 'hand-contact', id: contact.recordId },
    }
    const query = Object.entries(known).map(([key, value]) =>
      typeof value === 'string'
        ? `set.${key}=${encodeURIComponent(value)}`
        : `json.${key}=${encodeURIComponent(JSON.stringify(value))}`,
    )
    await watch.goto(`${bench.url}/1-maritime/interdiction/interdiction/new/open?${query.join('&')}`)
    await fill(watch, { reference: 'OP-7', grounds: 'No lights, no answer on VHF 16' })
    await choose(watch, 'threat', 'High')
    await choose(watch, 'intent', 'Drugs')
    await shot(watch, 'open')
    await watch.getByRole('button', { name: 'Send' }).click()
    await watch.getByRole('link', { name: 'Open the record' }).waitFor(SOON)

    await watch.goto(`${bench.url}/1-maritime/interdiction`)
    await watch.getByRole('link', { name: 'OP-7 Go-fast' }).click()
    await watch.getByText('Must be asked first').waitFor(SOON)
    await watch.getByLabel('Sea state (WMO 0–9)').fill('3')
    await watch.getByRole('cell', { name: 'Defender' }).waitFor(SOON)
    await shot(watch, 'options')
    expect(await axe(watch)).toEqual([])

    await watch.getByRole('button', { name: 'Ask for authority' }).click()
    await choose(watch, 'kind', 'Board')
    await fill(watch, { to: 'Flag registry on duty', instrument: 'an invented agreement, art. 6' })
    await shot(watch, 'ask')
    await send(watch, 'Ask for authority')
    await watch.getByRole('button', { name: 'Record the answer' }).click()
    await choose(watch, 'answer', 'Granted')
    await fill(watch, { effect: 'Boarding and search are allowed', answeredBy: 'Registrar Heron' })
    await send(watch, 'Record the answer')

    await watch.getByText(/^May be done/).waitFor(SOON)
    await watch
      .getByRole('row', { name: /Defender/ })
      .getByRole('button', { name: 'Task' })
      .click()
    await fill(watch, { order: 'Meet, stop and board.' })
    await shot(watch, 'task')
    await send(watch, 'Task an asset')
    await watch.getByRole('button', { name: 'Answer of the asset' }).click()
    await choose(watch, 'answer', 'Acknowledged')
    await fill(watch, { answeredBy: 'C. Pelican' })
    await send(watch, 'Answer of the asset')
    await watch.getByText('Acknowledged').first().waitFor(SOON)
    await shot(watch, 'tasked')

    const boarder = await bench.enter('Boarding officer', { width: 820, height: 1180 })
    await boarder.goto(watch.url())
    await boarder.getByRole('button', { name: 'Board a vessel' }).click()
    await fill(boarder, { vessel: 'no name', persons: '3' })
    await fill(boarder, { team: 'B. Booby' })
    await boarder.keyboard.press('Enter')
    await shot(boarder, 'boarding')
    await boarder.getByRole('button', { name: 'Send' }).click()
    await boarder.getByRole('link', { name: /^no name/ }).waitFor(SOON)
    await boarder.getByRole('button', { name: 'Record a person' }).click()
    await fill(boarder, { number: 'P-1' })
    await choose(boarder, 'age', 'Adult')
    await shot(boarder, 'person')
    await boarder.getByRole('button', { name: 'Send' }).click()
    await boarder.getByRole('link', { name: 'P-1' }).waitFor(SOON)
    expect(await axe(boarder)).toEqual([])
    await shot(boarder, 'tablet')
    // Who steers is not told who is held.
    await watch.reload()
    await watch.getByRole('heading', { name: 'Boardings' }).waitFor(SOON)
    expect(await watch.getByRole('link', { name: 'P-1' }).count()).toBe(0)

    await watch.getByRole('button', { name: 'Answer of the asset' }).click()
    await choose(watch, 'answer', 'Ended')
    await fill(watch, { answeredBy: 'C. Pelican' })
    await send(watch, 'Answer of the asset')
    await watch.getByRole('button', { name: 'SITREP' }).click()
    await watch.getByText('A. Identity').waitFor(SOON)
    await shot(watch, 'sitrep')
    await watch.getByRole('button', { name: 'SITREP' }).click()
    await watch.getByRole('button', { name: 'End the operation' }).click()
    await choose(watch, 'result', 'Nothing found')
    await fill(watch, { summary: 'Boarded, searched, let go on.' })
    await send(watch, 'End the operation')
    await watch.getByText(/^ended: nothing-found/).waitFor(SOON)
    await watch.goto(`${bench.url}/1-maritime/interdiction`)
    await watch.getByRole('cell', { name: 'Nothing found' }).waitFor(SOON)
    await shot(watch, 'board')
  })
})
