import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { axe } from './harness.ts'
import { openRegionBench, type RegionBench } from './region-bench.ts'

const FULL = process.env['BASINET_FULL'] === '1'
/** Two nodes and a browser with two people, on a busy machine of two cores. */
const PATIENT = { timeout: 400_000 }
const SOON = { timeout: 90_000, interval: 500 }
/** Pictures of every step, for whoever wants to look. */
const SHOTS = process.env['BASINET_SHOTS']

interface Found {
  readonly mmsi: number
  readonly name?: string
  readonly age: number
  readonly sog?: number
  readonly lon: number
  readonly lat: number
}
interface Track {
  readonly id: string
  readonly owner: string
  readonly mmsi: number
  readonly now: { readonly at: number; readonly lon: number; readonly lat: number } | null
  readonly trail: readonly unknown[]
  readonly label: {
    readonly owner: string
    readonly releaseTo: readonly string[]
    readonly leaseUntil: string
  }
}

describe.runIf(FULL)('two watches and one vessel', () => {
  let bench: RegionBench
  let lca: Page
  let brb: Page

  beforeAll(async () => {
    bench = await openRegionBench(['LCA', 'BRB'])
    lca = await bench.enter('LCA', 'Watch officer, day')
    brb = await bench.enter('BRB', 'Watch officer, day', { scheme: 'light' })
  }, 400_000)
  afterAll(() => bench.close())

  const go = async (page: Page, nation: string, path: string): Promise<void> => {
    await page.goto(bench.url(nation) + path)
    await page.getByRole('heading', { level: 1 }).first().waitFor({ state: 'attached' })
  }
  const field = (page: Page, path: string) => page.locator(`[id="field-${path}"]`)
  const sent = async (page: Page): Promise<void> => {
    await page.getByRole('button', { name: 'Send', exact: true }).click()
    await page.getByText('Download the proof').first().waitFor()
  }
  const review = async (page: Page): Promise<void> => {
    await page.getByRole('button', { name: 'Review', exact: true }).click()
    await page.getByRole('dialog').getByRole('button', { name: / now$/ }).click()
    await page.getByText('Download the proof').first().waitFor()
  }
  const ask = async <T>(page: Page, nation: string, path: string): Promise<T> =>
    (await (await page.context().request.get(`${bench.url(nation)}/api/v1${path}`)).json()) as T
  const shot = async (page: Page, name: string): Promise<void> => {
    if (SHOTS === undefined) return
    mkdirSync(SHOTS, { recursive: true })
    await page.waitForTimeout(1500)
    await page.screenshot({ path: join(SHOTS, `${name}.png`) })
  }
  const tracksOfBrb = async (): Promise<readonly Track[]> =>
    (await ask<{ items: Track[] }>(brb, 'BRB', '/partner-watch/tracks')).items

  it(
    'gives a live track, sees it on the other map, recalls it, and holds the signed receipt',
    PATIENT,
    async () => {
      const heard = async (): Promise<Found | undefined> => {
        const { items } = await ask<{ items: Found[] }>(lca, 'LCA', '/picture/find?q=a')
        return items.find((v) => v.age < 60_000 && (v.sog ?? 0) > 5)
      }
      await expect.poll(heard, SOON).toBeDefined()
      const ship = (await heard()) as Found
      await go(lca, 'LCA', `/1-maritime/picture?vessel=${ship.mmsi}&at=${ship.lon},${ship.lat}`)
      await lca.getByRole('link', { name: 'Give to partners' }).click()
      await field(lca, 'to').fill('BRB')
      await field(lca, 'to').press('Enter')
      await field(lca, 'note').fill('Heads for your waters')
      await shot(lca, '1-give')
      await sent(lca)

      const moving = async (): Promise<number> => (await tracksOfBrb())[0]?.trail.length ?? 0
      await expect.poll(moving, SOON).toBeGreaterThan(1)
      const [track] = await tracksOfBrb()
      expect(track).toMatchObject({
        owner: 'LCA',
        mmsi: ship.mmsi,
        label: { owner: 'LCA', releaseTo: ['BRB'] },
      })
      const before = track?.trail.length ?? 0
      await expect.poll(moving, SOON).toBeGreaterThan(before)

      await go(brb, 'BRB', '/1-maritime/partner-watch')
      await brb.getByRole('row', { name: /LCA/ }).getByRole('link', { name: 'Show on the map' }).click()
      await brb.getByText('Track of LCA, not ours').waitFor()
      expect(await axe(brb)).toEqual([])
      await shot(brb, '2-partner-map')
      await go(lca, 'LCA', '/1-maritime/partner-watch')
      await shot(lca, '3-given')
      expect(await axe(lca)).toEqual([])
      await lca.getByRole('link', { name: 'End and recall' }).click()
      await field(lca, 'reason').fill('it turned away')
      await review(lca)
      await go(lca, 'LCA', '/regional/sharing')
      await lca.getByText('Unreachable there').first().waitFor({ timeout: 90_000 })
      await shot(lca, '4-receipt')
      const recalls = await ask<{
        items: { record: string; due: { peer: string; state: string; receipt: string | null }[] }[]
      }>(lca, 'LCA', '/network/recalls')
      const due = recalls.items.find((r) => r.record === track?.id)?.due
      expect(due).toMatchObject([{ peer: 'BRB', state: 'done' }])
      expect(due?.[0]?.receipt).toBeTruthy()
      await expect.poll(async () => (await tracksOfBrb()).length, SOON).toBe(0)
      await brb.getByText('This track is no longer given').waitFor({ timeout: 60_000 })
    },
  )

  it(
    'hands a contact over with an answer, and speaks in phrases of the reader’s language',
    PATIENT,
    async () => {
      await go(
        lca,
        'LCA',
        `/1-maritime/partner-watch/contact-handover/new/offer?set.name=Blue+pirogue&set.to=BRB&json.place=${encodeURIComponent('{"lon":-60.4,"lat":13.6}')}&set.summary=Two+aboard,+course+east&set.seenAt=${new Date(Date.now() - 60_000).toISOString()}&set.answerBy=${new Date(Date.now() + 1_800_000).toISOString()}`,
      )
      await field(lca, 'kind').click()
      await lca.getByRole('option').first().click()
      await sent(lca)
      const offered = async (): Promise<number> => {
        await go(brb, 'BRB', '/1-maritime/partner-watch?tab=handovers')
        await brb.waitForLoadState('networkidle')
        return brb.getByRole('link', { name: 'Take it' }).count()
      }
      await expect.poll(offered, SOON).toBe(1)
      await shot(brb, '5-offered')
      expect(await axe(brb)).toEqual([])
      await brb.getByRole('link', { name: 'Take it' }).click()
      await sent(brb)
      await go(lca, 'LCA', '/1-maritime/partner-watch?tab=handovers')
      await lca.getByText('We take it').waitFor({ timeout: 90_000 })

      await go(
        lca,
        'LCA',
        '/1-maritime/partner-watch/watch-message/new/send?json.to=%5B%22BRB%22%5D&set.phrase=entering-your-waters&set.name=Blue+pirogue&json.minutes=20',
      )
      await sent(lca)
      // Her account's language is Kwéyòl.
      const night = await bench.enter('BRB', 'Watch officer, night')
      const read = async (): Promise<number> => {
        await go(night, 'BRB', '/1-maritime/partner-watch?tab=messages')
        await night.waitForLoadState('networkidle')
        return night.getByText('Blue pirogue ka antwé adan dlo’w adan 20 minit.').count()
      }
      await expect.poll(read, SOON).toBe(1)
      await shot(night, '6-kweyol')
      expect(await axe(night)).toEqual([])
    },
  )
})
