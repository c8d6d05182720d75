import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { BenchError, ratiosOf, type BenchResult } from './bench.ts'
import { installRivals, measureRivals, messagesSaid, rate, RIVALS_FOLDER } from './ais/rivals.ts'
import { measured } from './measure.ts'

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
const JSON_RIVALS = new Set(['gpsdecode', 'AIS-catcher'])

/**
 * `npm run bench -- ais [--install-rivals]`: messages per processor second of the whole process (start-up, reading
 * and, for JSON, writing a file included), ours and each rival's on the same sentences.
 */
export async function run(args: readonly string[]): Promise<BenchResult> {
  if (args.includes('--install-rivals')) installRivals()
  const scratch = mkdtempSync(join(tmpdir(), 'basinet-bench-'))
  try {
    const input = join(scratch, 'input.nmea')
    const count = writeInput(input)
    // Once unmeasured: fills the compile cache.
    own('decode', input, scratch)
    const decode = own('decode', input, scratch)
    const json = own('json', input, scratch)
    const ours = {
      decode: decode.whole,
      json: json.whole,
      'decode, started': decode.started,
      'json, started': json.started,
    }
    const rivals = await measureRivals(input, scratch)
    return {
      name: 'ais',
      unit: 'messages per CPU-second',
      ours,
      rivals,
      ratios: ratiosOf(ours, rivals, (name) => (JSON_RIVALS.has(name) ? 'json' : 'decode')),
      notes: [
        `${count} sentences of ${RECORDINGS.length} recordings, repeated; each program once, whole process`,
        'decode: a message object with every field; json: every message as text to a file; started: without loading',
        'gpsdecode and AIS-catcher write JSON and are compared with json, the others with decode',
        `absent npm rivals: npm run bench -- ais --install-rivals (into ${RIVALS_FOLDER})`,
        'absent others: Debian packages gpsd-clients and python3-ais; AIS-catcher on the path',
      ],
    }
  } finally {
    rmSync(scratch, { recursive: true, force: true })
  }
}

/** Only the sentences: not every rival reads over other lines. */
function writeInput(path: string): number {
  const root = process.env['BASINET_SHARED'] ?? join(import.meta.dirname, '../../shared')
  const folder = join(root, 'data/maritime/ais')
  if (!existsSync(folder)) throw new BenchError(`recordings absent: ${folder}`)
  const sentences = RECORDINGS.flatMap((name) =>
    readFileSync(join(folder, name), 'latin1').split(/\r?\n/),
  ).filter((line) => /^!..VD[MO],/.test(line))
  const repeats = Math.ceil(SENTENCES / sentences.length)
  writeFileSync(path, `${sentences.join('\r\n')}\r\n`.repeat(repeats), 'latin1')
  return sentences.length * repeats
}

/** `whole`: by the process's time; `started`: by the time from the first byte on, warming up included. */
function own(mode: 'decode' | 'json', input: string, scratch: string): { whole: number; started: number } {
  const script = join(import.meta.dirname, 'ais', 'ours.ts')
  const out = join(scratch, `ours-${mode}.jsonl`)
  const result = measured([process.execPath, script, mode, input], { stdout: out })
  const messages = messagesSaid(result)
  const whole = rate(result, messages)
  if (typeof whole !== 'number') throw new BenchError(`our own ${mode} ${whole}`)
  const working = Number(/^working ([\d.]+)$/m.exec(result.stderr)?.[1] ?? Number.NaN)
  return { whole, started: Math.round(messages / working) }
}
