import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { PassThrough, Readable } from 'node:stream'
import { text } from 'node:stream/consumers'
import { afterAll, describe, expect, it } from 'vitest'
import { sharedData } from '../../../tests/data/shared.ts'
import { track } from './track.ts'

const folder = mkdtempSync(join(tmpdir(), 'basinet-track-'))
afterAll(() => rmSync(folder, { recursive: true }))
const sites = join(folder, 'sites.json')
const RADAR = { id: 'R1', x: 0, y: 0, range: 30_000, sigma_range_m: 20, sigma_bearing_deg: 0.1, scan_s: 3 }
writeFileSync(sites, JSON.stringify({ radars: [RADAR] }))

async function run(args: string[], input: string): Promise<{ code: number; rows: string[]; err: string }> {
  const stdout = new PassThrough()
  const stderr = new PassThrough()
  const out = text(stdout)
  const err = text(stderr)
  const code = await track(args, { stdin: Readable.from([Buffer.from(input)]), stdout, stderr })
  stdout.end()
  stderr.end()
  return { code, rows: (await out).trim().split('\n'), err: await err }
}

describe('basinet track', () => {
  it('prints one craft from polar and from plane plots, at each scan', async () => {
    const times = Array.from({ length: 30 }, (_, n) => 3 * n)
    const polar = times.map((t) => `${t},R1,${5000 + 10 * t},90`).join('\n')
    const plane = times.map((t) => `${t},R1,${5000 + 10 * t},0`).join('\n')
    for (const input of [`t_s,radar,range_m,bearing_deg\n${polar}\n`, `t_s,radar,x_m,y_m\n${plane}\n`]) {
      const { code, rows, err } = await run(['--plots', '-', '--radars', sites], input)
      expect(code).toBe(0)
      expect(err).toContain('plots 30, bad lines 0, scans 30, tracks 1')
      expect(rows[0]).toBe('t_s,track,x_m,y_m')
      const [t, id, x, y] = rows.at(-1)!.split(',').map(Number)
      expect([t, id]).toEqual([87, 1])
      expect(Math.abs(x! - 5870)).toBeLessThan(20)
      expect(Math.abs(y!)).toBeLessThan(20)
    }
  })

  it.each([
    ['t_s,radar,range_m,bearing_deg\n0,R9,1,2\n', 'line 2: radar "R9" is not in the sites file'],
    ['t_s,radar,range_m,bearing_deg\n0,R1,far,2\n', 'line 2: range_m: expected a number, found "far"'],
    ['t_s,radar,range_m,bearing_deg\n0,R1,-4,2\n', 'line 2: range_m: expected no negative range'],
    ['time,radar\n', 'line 1: expected a column t_s'],
  ])('says what is wrong with %j', async (input, said) => {
    const { code, err } = await run(['--plots', '-', '--radars', sites], input)
    expect(code).toBe(1)
    expect(err).toContain(said)
  })

  it('says what is wrong with a sites file', async () => {
    const path = join(folder, 'bad.json')
    writeFileSync(path, JSON.stringify({ radars: [{ ...RADAR, scan_s: 0 }] }))
    const { code, err } = await run(['--plots', '-', '--radars', path], '')
    expect(code).toBe(1)
    expect(err).toContain('radars[0].scan_s: expected a positive number')
    expect((await run(['--plots', '-'], '')).code).toBe(2)
  })
})

const scenarios = ['radar2-solent-a', 'gofast-stlucia-channel-a'].map((name) => ({
  plots: sharedData(`maritime/tracking/${name}.plots.csv`),
  radars: sharedData(`maritime/tracking/${name}.json`),
}))

describe('the scored scenarios', () => {
  it.runIf(scenarios[0]!.plots !== null)('give as many tracks as there are craft', async () => {
    const [solent, channel] = await Promise.all(
      scenarios.map(({ plots, radars }) => run(['--plots', plots ?? '', '--radars', radars ?? ''], '')),
    )
    expect(solent!.err).toContain('tracks 9, at the end 9')
    expect(channel!.err).toContain('tracks 10, at the end 10')
  })

  it.runIf(scenarios[0]!.plots === null)('are absent (data absent)', () => {
    expect(scenarios[0]!.radars).toBeNull()
  })
})
