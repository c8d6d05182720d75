import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { installRivals, pythonWithPyModeS, RIVALS_FOLDER, runOurs, runPyModeS } from './adsb/programs.ts'
import { BenchError, ratiosOf, type BenchResult, type Rival } from './bench.ts'

/** Recordings (shared data, folder maritime/adsb): squitters, Comm-B replies, and both after each other. */
const INPUTS: Readonly<Record<string, readonly string[]>> = {
  squitters: ['adsb_df17_a.csv'],
  'Comm-B': ['commb_df20.csv'],
  both: ['adsb_df17_a.csv', 'commb_df20.csv'],
}
const MESSAGES = 1_000_000
/** Enough for a rate of a program that takes seconds for it. */
const RIVAL_MESSAGES = 300_000
/** A repeat of a recording comes this much later than the one before: its own length and a pause. */
const REPEAT_SECONDS = 600

/** `npm run bench -- adsb [--install-rivals]`: messages per processor second, ours and pyModeS's on the same lines. */
export function run(args: readonly string[]): Promise<BenchResult> {
  if (args.includes('--install-rivals')) installRivals()
  const scratch = mkdtempSync(join(tmpdir(), 'basinet-bench-'))
  try {
    const ours: Record<string, number> = {}
    const rivals: Record<string, Rival> = {}
    const python = pythonWithPyModeS()
    for (const [name, files] of Object.entries(INPUTS)) {
      const path = join(scratch, 'input.csv')
      writeFileSync(path, repeated(files, MESSAGES))
      // Once unmeasured: fills the compile cache, as an installed program has it.
      if (name === 'squitters') runOurs(path)
      const rate = rateOf(runOurs(path))
      if (typeof rate !== 'number') throw new BenchError(`our own ${name} ${rate}`)
      ours[name] = rate
      const short = join(scratch, 'short.csv')
      writeFileSync(short, repeated(files, RIVAL_MESSAGES))
      rivals[`pyModeS, ${name}`] = python === null ? 'absent' : rateOf(runPyModeS(python, short))
    }
    return Promise.resolve({
      name: 'adsb',
      unit: 'messages per CPU-second',
      ours,
      rivals,
      ratios: ratiosOf(ours, rivals, (rival) => rival.replace('pyModeS, ', '')),
      notes: [
        `recordings repeated to ${MESSAGES} messages (pyModeS: ${RIVAL_MESSAGES}); whole process, start-up included`,
        'text lines "seconds,hex" to objects with every field, aircraft tracked, positions paired, Comm-B inferred',
        `pyModeS absent: npm run bench -- adsb --install-rivals (into ${RIVALS_FOLDER}), or PYTHONPATH to a copy`,
      ],
    })
  } finally {
    rmSync(scratch, { recursive: true, force: true })
  }
}

function rateOf({ run: process, messages }: ReturnType<typeof runOurs>): Rival {
  if (process.status !== 0) {
    return `failed: status ${process.status ?? 'killed'} ${process.stderr.trim().split('\n').at(-1) ?? ''}`
  }
  return messages > 0 && process.cpuSeconds > 0
    ? Math.round(messages / process.cpuSeconds)
    : 'failed: no messages'
}

/** The recordings' lines over and over, each time later. */
function repeated(files: readonly string[], messages: number): string {
  const root = process.env['BASINET_SHARED'] ?? join(import.meta.dirname, '../../shared')
  const folder = join(root, 'data/maritime/adsb')
  if (!existsSync(folder)) throw new BenchError(`recordings absent: ${folder}`)
  const lines = files
    .flatMap((name) => readFileSync(join(folder, name), 'latin1').split(/\r?\n/))
    .filter((line) => line !== '')
    .map((line) => line.split(',') as [string, string])
  const out: string[] = []
  for (let n = 0; n < messages; n++) {
    const [seconds, hex] = lines[n % lines.length]!
    out.push(`${Number(seconds) + Math.floor(n / lines.length) * REPEAT_SECONDS},${hex}`)
  }
  return `${out.join('\n')}\n`
}
