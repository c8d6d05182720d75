import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { freePort } from '../chaos/node-process.ts'

const MAIN = join(import.meta.dirname, '../../apps/cli/main.ts')
/** Two nodes made and started, on a busy machine of two cores. */
const READY_MS = 300_000
const STEP_MS = 180_000
const LOOK_MS = 500
const TEN_MINUTES_MS = 600_000

/** The presenter's page as somebody presents from it: every scenario, step by step, between running nations. */
describe.runIf(process.env['BASINET_FULL'] === '1')('what a region can be shown', () => {
  let dir = ''
  let region: ChildProcess
  let origin = ''
  let cookie = ''
  let output = ''

  beforeAll(async () => {
    dir = mkdtempSync('/tmp/basinet-presenter-')
    chmodSync(dir, 0o755)
    const port = (await freePort()) - 40
    const args = ['region', '--nations', 'LCA,BRB', '--port', String(port), '--data', join(dir, 'region')]
    const env = { PATH: process.env['PATH'], HOME: process.env['HOME'] }
    region = spawn(process.execPath, [MAIN, ...args], { env, stdio: ['ignore', 'pipe', 'pipe'] })
    for (const stream of [region.stdout, region.stderr])
      stream?.on('data', (chunk: Buffer) => (output += chunk.toString('utf8')))
    const ready = () => ['LCA', 'BRB'].every((n) => new RegExp(`^${n} .*Ctrl-C`, 'm').test(output))
    await until(ready, READY_MS, () => output)
    const link = /http:\S+\/enter\/\S+/.exec(output)?.[0] ?? ''
    const entered = await fetch(link, { redirect: 'manual' })
    cookie = entered.headers.get('set-cookie')?.split(';')[0] ?? ''
    origin = new URL(link).origin
  }, READY_MS)
  afterAll(async () => {
    region.kill('SIGTERM')
    await once(region, 'close')
    rmSync(dir, { recursive: true, force: true })
  }, 120_000)

  const page = async (path: string): Promise<string> =>
    (await fetch(origin + path, { headers: { cookie } })).text()
  const press = (path: string) =>
    fetch(origin + path, { method: 'POST', headers: { cookie, origin }, redirect: 'manual' })
  const statesOf = (html: string): string[] =>
    [...html.matchAll(/<li class="(waiting|running|done|failed)"/g)].map((m) => m[1] ?? '')

  it('runs every step of every scenario, each within the ten minutes of a demonstration', async () => {
    const keys = [...(await page('/')).matchAll(/\/show\/([a-z-]+)/g)].map((m) => m[1] ?? '')
    expect(keys).toEqual(['share-and-recall', 'island-goes-dark', 'firearms-run'])
    for (const key of keys) {
      const began = performance.now()
      const steps = statesOf(await page(`/show/${key}`)).length
      for (let step = 0; step < steps; step++) {
        await press(`/run/${key}/${step}`)
        const state = async () => statesOf(await page(`/show/${key}`))[step]
        await until(
          async () => /done|failed/.test((await state()) ?? ''),
          STEP_MS,
          () => `${key} ${step}`,
        )
        const why = /Did not work: [^<]*/.exec(await page(`/show/${key}`))?.[0] ?? ''
        expect([key, step, await state(), why]).toEqual([key, step, 'done', ''])
      }
      expect(performance.now() - began).toBeLessThan(TEN_MINUTES_MS)
    }
  }, 1_800_000)

  it('begins a scenario anew and runs a step again beside the records of before', async () => {
    expect((await press('/reset/share-and-recall')).status).toBe(303)
    expect(new Set(statesOf(await page('/show/share-and-recall')))).toEqual(new Set(['waiting']))
    for (const time of [1, 2]) {
      await press('/run/share-and-recall/0')
      const done = async () => statesOf(await page('/show/share-and-recall'))[0] === 'done'
      await until(done, STEP_MS, () => `time ${time}`)
    }
    expect(statesOf(await page('/show/share-and-recall'))).toEqual(['done', 'waiting', 'waiting'])
  }, 400_000)
})

async function until(
  look: () => boolean | Promise<boolean>,
  withinMs: number,
  what: () => string,
): Promise<void> {
  for (const end = performance.now() + withinMs; performance.now() < end;) {
    if (await look()) return
    await new Promise((resolve) => setTimeout(resolve, LOOK_MS))
  }
  throw new Error(`not within ${withinMs} ms: ${what()}`)
}
