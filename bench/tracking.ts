import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { ratiosOf, type BenchResult, type Rival } from './bench.ts'
import { measured } from './measure.ts'
import { scoreOf, sharedInputs, simulatedInputs, type Input } from './tracking/inputs.ts'
import { runStoneSoup, stoneSoupPresent, type Association } from './tracking/stone-soup.ts'

const CLI = join(import.meta.dirname, '../apps/cli/main.ts')
const ASSOCIATIONS: readonly Association[] = ['gnn', 'jpda']

/**
 * `npm run bench -- tracking [--seed N] [--only NAME] [--ours]`: plots per processor second of the whole program, and OSPA and identity switches, ours and
 * Stone Soup's on the same plots. Stone Soup takes minutes a scenario; `--ours` leaves it out.
 */
export function run(args: readonly string[]): Promise<BenchResult> {
  const at = args.indexOf('--seed')
  const seed = at < 0 ? Date.now() % 1_000_000 : Number(args[at + 1])
  const only = args.includes('--only') ? args[args.indexOf('--only') + 1] : undefined
  const folder = mkdtempSync(join(tmpdir(), 'basinet-bench-tracking-'))
  const present = !args.includes('--ours') && stoneSoupPresent()
  const ours: Record<string, number> = {}
  const rivals: Record<string, Rival> = {}
  const notes: string[] = []
  try {
    const inputs = [...sharedInputs(), ...simulatedInputs(folder, seed)]
    for (const input of inputs.filter(({ name }) => only === undefined || name === only)) {
      const tracks = join(folder, 'tracks.csv')
      const own = measured(
        [process.execPath, CLI, 'track', '--plots', input.plots, '--radars', input.sites],
        { stdout: tracks },
      )
      ours[input.name] = own.status === 0 ? Math.round(input.count / own.cpuSeconds) : 0
      notes.push(`ours, ${input.name}: ${said(input, tracks)}`)
      for (const how of ASSOCIATIONS)
        rivals[`Stone Soup ${how}, ${input.name}`] = rival(input, how, folder, present, notes)
    }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
  return Promise.resolve({
    name: 'tracking',
    unit: 'plots per CPU-second',
    ours,
    rivals,
    ratios: ratiosOf(ours, rivals, (name) => name.replace(/^Stone Soup \w+, /, '')),
    notes: [
      ...notes,
      "whole process, start-up included; OSPA with cut-off 500 m and order 2 at the first radar's scans after 60 s",
      'Stone Soup: one setting, not tuned (bench/tracking/stone-soup.py); absent: PYTHONPATH to a copy, numpy and scipy for /usr/bin/python3',
    ],
  })
}

function rival(input: Input, how: Association, folder: string, present: boolean, notes: string[]): Rival {
  if (!present) return 'absent'
  const tracks = join(folder, `${how}.csv`)
  const run = runStoneSoup(input.plots, input.sites, how, tracks)
  if (run.status !== 0)
    return `failed: ${run.stderr.trim().split('\n').at(-1) ?? `status ${run.status ?? 'killed'}`}`
  notes.push(`Stone Soup ${how}, ${input.name}: ${said(input, tracks)}`)
  return Math.round(input.count / run.cpuSeconds)
}

function said(input: Input, tracks: string): string {
  const { ospaM, switches, changesPerHour } = scoreOf(input, tracks)
  return `OSPA ${ospaM.toFixed(1)} m, switches ${switches}, SIAP track number changes ${changesPerHour.toFixed(1)} an hour`
}
