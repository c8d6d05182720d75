import { mkdtemp, readFile, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { packOfPage, verifyPack } from '@basinet/kernel/audit'
import { must } from '@basinet/kernel/contract'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { openBench, type Bench } from './harness.ts'

/** A browser on a busy machine of two cores. */
const PATIENT = { timeout: 180_000 }
const QUERIES = /^(record\.(list|search)|map\.read|export\.made|report\.read|audit\.read)$/

let bench: Bench

beforeAll(async () => {
  bench = await openBench()
})
afterAll(async () => {
  await bench.close()
})

it('takes an auditor from sign-in to a pack that verifies without the node', PATIENT, async () => {
  const page = await bench.enter('Systems auditor')
  await page.goto(`${bench.url}/node/audit`)
  const rows = page.getByRole('row')
  await expect.poll(() => rows.count(), { timeout: 20_000 }).toBeGreaterThan(2)
  await expect.poll(() => page.getByText(/session\.opened|signed in/i).count()).toBeGreaterThan(0)

  const pack = await page.context().request.get(`${bench.url}/api/v1/audit/pack`)
  expect(pack.status()).toBe(200)
  const text = await pack.text()
  const verdict = must(verifyPack(must(packOfPage(text))))
  expect(verdict.proven).toBeGreaterThan(0)
  expect(verdict.refused).toEqual([])

  // The same page on a machine without the node: opened from disk, offline.
  const file = join(await mkdtemp(join(tmpdir(), 'basinet-pack-')), 'pack.html')
  await writeFile(file, text)
  const elsewhere = await page.context().browser()!.newContext({ offline: true })
  const sheet = await elsewhere.newPage()
  await sheet.goto(`file://${file}`)
  await expect
    .poll(() => sheet.getByRole('status').innerText(), { timeout: 20_000 })
    .toMatch(/^✓ All \d+ events are proven/)
  const forged = (await readFile(file, 'utf8')).replace('outcome\\":\\"done', 'outcome\\":\\"gone')
  expect(forged).not.toBe(text)
  await writeFile(file, forged)
  await sheet.reload()
  await expect.poll(() => sheet.getByRole('status').innerText(), { timeout: 20_000 }).toMatch(/^✗ 1 of/)
  await elsewhere.close()
})

it('shows oversight the events and not their content', PATIENT, async () => {
  const page = await bench.enter('Oversight commissioner')
  const list = await page.context().request.get(`${bench.url}/api/v1/audit?limit=50`)
  const { items } = (await list.json()) as { items: { event: { kind: string }; details: unknown }[] }
  expect(items.length).toBeGreaterThan(0)
  // Oversight reads who asked what and why (DESIGN: logs and queries), never what a command carried.
  expect(items.filter((i) => i.details !== null && !QUERIES.test(i.event.kind))).toEqual([])
  expect(items.some((i) => i.details === null)).toBe(true)
  const people = await page.context().request.get(`${bench.url}/api/v1/records/person`)
  expect(((await people.json()) as { items?: unknown[] }).items ?? []).toEqual([])
})

it('gives nobody else the log', PATIENT, async () => {
  const page = await bench.enter('Examination officer')
  const list = await page.context().request.get(`${bench.url}/api/v1/audit`)
  expect(list.status()).toBe(403)
})
