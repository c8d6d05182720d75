import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { ratesOf, type Inputs } from './ais/rates.ts'
import { installRivals, ownProgram, RIVALS, RIVALS_FOLDER } from './ais/rivals.ts'
import { BenchError, ratiosOf, type BenchResult, type Rival } from './bench.ts'

/** Recordings joined for the input (shared data, folder maritime/ais). */
const RECORDINGS = [
  'dma-stream-a.nmea',
  'dma-ais250.nmea',
  'gpsd-ais-nmea.log',
  'gpsd-ais-18-27.log',
  'gpsd-ait250.log',
  'gpsd-sample.aivdm',
  'libais-test.aivdm',
]
const SENTENCES = 500_000
/** The long input, to see what a program costs once it runs. */
const TIMES = 3
const SUSTAINED = ', sustained'

/**
 * `npm run bench -- ais [--install-rivals]`: messages per processor second, ours and each rival's on the same
 * sentences; each program as a process of its own that reads a file and, for JSON, writes one.
 */
export async function run(args: readonly string[]): Promise<BenchResult> {
  if (args.includes('--install-rivals')) installRivals()
  const scratch = mkdtempSync(join(tmpdir(), 'basinet-bench-'))
  try {
    const { inputs, count } = writeInputs(scratch)
    // Once unmeasured: fills the compile cache, as an installed program has it.
    await ownProgram('decode').run(inputs.short, scratch)
    const ours: Record<string, number> = {}
    for (const mode of ['decode', 'json'] as const) {
      const rates = await ratesOf(ownProgram(mode), inputs, scratch)
      ours[mode] = numberOf(mode, rates.whole)
      ours[`${mode}${SUSTAINED}`] = numberOf(mode, rates.sustained)
    }
    const rivals: Record<string, Rival> = {}
    const likes: Record<string, string> = {}
    for (const rival of RIVALS) {
      const rates = await ratesOf(rival, inputs, scratch)
      rivals[rival.name] = rates.whole
      rivals[`${rival.name}${SUSTAINED}`] = rates.sustained
      likes[rival.name] = rival.like
      likes[`${rival.name}${SUSTAINED}`] = `${rival.like}${SUSTAINED}`
    }
    return {
      name: 'ais',
      unit: 'messages per CPU-second',
      ours,
      rivals,
      ratios: ratiosOf(ours, rivals, (name) => likes[name] ?? ''),
      notes: [
        `${count} sentences of ${RECORDINGS.length} recordings, repeated; whole process, start-up included`,
        `sustained: what ${TIMES} times the sentences add, so that start-up and warming up fall out`,
        'decode: a message object with every field; json: every message as text to a file',
        'gpsdecode and AIS-catcher write JSON and are compared with json, the others with decode',
        `absent npm rivals and pyais: npm run bench -- ais --install-rivals (into ${RIVALS_FOLDER})`,
        'absent others: Debian packages gpsd-clients and python3-ais; AIS-catcher on the path',
      ],
    }
  } finally {
    rmSync(scratch, { recursive: true, force: true })
  }
}

function numberOf(mode: string, rate: Rival): number {
  if (typeof rate !== 'number') throw new BenchError(`our own ${mode} ${rate}`)
  return rate
}

/** Only the sentences: not every rival reads over other lines. */
function writeInputs(scratch: string): { inputs: Inputs; count: number } {
  const root = process.env['BASINET_SHARED'] ?? join(import.meta.dirname, '../../shared')
  const folder = join(root, 'data/maritime/ais')
  if (!existsSync(folder)) throw new BenchError(`recordings absent: ${folder}`)
  const sentences = RECORDINGS.flatMap((name) =>
    readFileSync(join(folder, name), 'latin1').split(/\r?\n/),
  ).filter((line) => /^!..VD[MO],/.test(line))
  const repeats = Math.ceil(SENTENCES / sentences.length)
  const once = `${sentences.join('\r\n')}\r\n`
  const inputs = { short: join(scratch, 'short.nmea'), long: join(scratch, 'long.nmea'), times: TIMES }
  writeFileSync(inputs.short, once.repeat(repeats), 'latin1')
  writeFileSync(inputs.long, once.repeat(repeats * TIMES), 'latin1')
  return { inputs, count: sentences.length * repeats }
}
