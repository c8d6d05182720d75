import { spawnSync } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openBench, type Bench } from './harness.ts'

/** The registrar's whole path in a browser; a longer test, since a node and two people are in it. */
const full = process.env['BASINET_FULL'] === '1'
const today = new Date().toISOString().slice(0, 10)
const CLI = join(import.meta.dirname, '../../apps/cli/main.ts')

describe.runIf(full)('a registrar runs a course', () => {
  let bench: Bench
  const room = mkdtempSync(join(tmpdir(), 'basinet-training-'))
  beforeAll(async () => {
    bench = await openBench()
  }, 240_000)
  afterAll(async () => {
    await bench?.close()
    rmSync(room, { recursive: true, force: true })
  })

  const command = async (page: Page, name: string, input: object, on?: { id: string; rev: number }) => {
    const answer = await page.context().request.post(`${bench.url}/api/v1/commands/${name}`, {
      headers: { 'x-basinet': '1' },
      data: {
        commandId: randomUUID(),
        ...(on === undefined ? {} : { recordId: on.id, expectedRev: on.rev }),
        input,
      },
    })
    expect([name, answer.status(), await answer.text()]).toEqual([
      name,
      200,
      expect.stringContaining('recordId'),
    ])
    return ((await answer.json()) as { recordId: string }).recordId
  }
  const download = async (page: Page, name: string, file: string): Promise<string> => {
    const [saved] = await Promise.all([
      page.waitForEvent('download'),
      page.getByText(name, { exact: true }).click(),
    ])
    const path = join(room, file)
    await saved.saveAs(path)
    return path
  }

  test('from nomination to a certificate that another nation verifies offline', async () => {
    const registrar = await bench.enter('Academy registrar')
    const nominating = await bench.enter('Nominating officer')
    const records = async (type: string, filter: string) => {
      const answer = await registrar.context().request.get(`${bench.url}/api/v1/records/${type}?${filter}`)
      return ((await answer.json()) as { items: { id: string; rev: number; body: { state: string } }[] })
        .items
    }
    const [course] = await records('course', 'f.code=COR-SENT')
    const [teacher] = await records('instructor', '')
    const edition = await command(registrar, 'course-edition.plan', {
      course: course?.id,
      from: today,
      until: today,
      days: [today],
      place: 'Castries (exercise)',
      seats: 2,
      quotas: [{ nation: 'LCA', seats: 2 }],
      nominateBy: today,
      funder: null,
      instructors: [teacher?.id],
      costs: [],
    })
    await command(registrar, 'course-edition.open', {}, { id: edition, rev: 1 })

    await nominating.goto(`${bench.url}/programme/training?edition=${edition}`)
    await nominating.getByRole('link', { name: 'Nominate' }).waitFor({ timeout: 60_000 })
    await command(nominating, 'nomination.submit', {
      edition,
      nation: 'LCA',
      name: 'Ottoline Saltfish',
      agency: 'Exercise',
      unit: 'Exercise unit',
      sex: 'female',
      holder: null,
      priority: 1,
      vettingReference: null,
    })

    await registrar.goto(`${bench.url}/programme/training?edition=${edition}`)
    await registrar.getByRole('link', { name: 'Give the seats' }).waitFor({ timeout: 60_000 })
    await command(registrar, 'course-edition.seat', {}, { id: edition, rev: 2 })

    await registrar.goto(`${bench.url}/programme/training?edition=${edition}`)
    await registrar.getByRole('checkbox', { name: /Ottoline Saltfish/ }).check()
    await registrar.getByRole('button', { name: 'Save attendance' }).click()
    await registrar.getByText('1 marks taken').or(registrar.getByRole('status')).first().waitFor()
    const [seat] = await records('nomination', `f.edition=${edition}`)
    await command(registrar, 'nomination.assess', { pre: 40, post: 90, reaction: 5 }, seat)
    const [held] = await records('course-edition', `f.place=Castries (exercise)&f.from=${today}`)
    await command(registrar, 'course-edition.close', {}, held)
    await registrar.reload()
    await registrar.getByRole('button', { name: 'Issue a certificate' }).click()
    await registrar.getByRole('link', { name: 'Certificate', exact: true }).click()
    await registrar.getByRole('img', { name: /signed certificate/ }).waitFor()
    const file = await download(registrar, 'Certificate file', 'certificate.json')
    const print = process.env['BASINET_SHOTS']
    if (print !== undefined)
      await registrar.screenshot({ path: join(print, 'certificate.png'), fullPage: true })
    await registrar.goto(`${bench.url}/programme/training?tab=certificates`)
    const list = await download(registrar, 'Status list', 'list.json')
    const page = await download(registrar, 'Verification page', 'verify.html')
    const did = (await registrar.getByText(/^did:key:z/).textContent()) ?? ''

    const cli = (at: string) =>
      spawnSync(
        process.execPath,
        [
          CLI,
          'credential',
          'verify',
          at,
          '--offline',
          '--status',
          list,
          '--trust',
          did,
          '--at',
          `${today}T23:59:59.500Z`,
        ],
        { encoding: 'utf8' },
      )
    expect(JSON.parse(cli(file).stdout)).toMatchObject({ verdict: 'valid' })
    const forged = join(room, 'forged.json')
    writeFileSync(forged, readFileSync(file, 'utf8').replace('Sentence management', 'Everything'))
    expect(cli(forged).status).toBe(1)

    // The other nation's computer: the page from a stick, its clock past the end of the day, and no network at all.
    const context = await registrar.context().browser()?.newContext({ offline: true })
    if (context === undefined) throw new Error('no browser')
    const post = await context.newPage()
    await post.clock.setFixedTime(new Date(`${today}T23:59:59.500Z`))
    await post.goto(pathToFileURL(page).href)
    await post.locator('#trust').fill(did)
    await post.locator('#list').setInputFiles(list)
    const verdict = async (at: string): Promise<string | null> => {
      await post.locator('#verdict').evaluate((e) => e.removeAttribute('data-verdict'))
      await post.locator('#file').setInputFiles(at)
      await post.locator('#verdict[data-verdict]').waitFor()
      return post.locator('#verdict').getAttribute('data-verdict')
    }
    expect(await verdict(file)).toBe('valid')
    expect(await verdict(forged)).toBe('invalid')
    await context.close()
  }, 120_000)
})
