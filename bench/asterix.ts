import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { ratesOf, type Inputs } from './ais/rates.ts'
import { ownProgram, RIVALS } from './asterix/rivals.ts'
import { BenchError, ratiosOf, type BenchResult, type Rival } from './bench.ts'

/** Records of each of the two categories in the short input. */
const RECORDS_EACH = 150_000
/** The long input, to see what a program costs once it runs. */
const TIMES = 3
const SUSTAINED = ', sustained'
/** Ethernet, IP and UDP headers before the block in the recording of tracks. */
const TRACKS_AT = 82

/**
 * `npm run bench -- asterix`: records per processor second, ours and each rival's on the same file of plots (048) and
 * tracks (062), as many of each; every program is a process of its own.
 */
export async function run(): Promise<BenchResult> {
  const scratch = mkdtempSync(join(tmpdir(), 'basinet-bench-'))
  try {
    const { inputs, records } = writeInputs(scratch)
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
      name: 'asterix',
      unit: 'records per CPU-second',
      ours,
      rivals,
      ratios: ratiosOf(ours, rivals, (name) => likes[name] ?? ''),
      notes: [
        `${records} records, half category 048, half 062, of two recordings, repeated; whole process, start-up included`,
        `sustained: what ${TIMES} times the records add, so that start-up and warming up fall out`,
        'decode: every field of every record read and summed, editions found while reading; json: a JSON line a record',
        'CroatiaControl writes JSON and is compared with json; jASTERIX makes its objects and prints none, as decode',
        'BASINET_BENCH_ASTERIX, BASINET_BENCH_JASTERIX: built checkouts of the two; pip: asterix_decoder',
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

function blocksOf(bytes: Buffer, category: number): Buffer[] {
  const blocks: Buffer[] = []
  for (let at = 0; at + 3 <= bytes.length;) {
    const length = bytes.readUInt16BE(at + 1)
    if (bytes[at] === category) blocks.push(bytes.subarray(at, at + length))
    at += length
  }
  return blocks
}

/** The 128 plots of one recording, the 2 tracks of the other 64 times: 256 records a round. */
function writeInputs(scratch: string): { inputs: Inputs; records: number } {
  const root = process.env['BASINET_SHARED'] ?? join(import.meta.dirname, '../../shared')
  const folder = join(root, 'data/maritime/asterix')
  if (!existsSync(folder)) throw new BenchError(`recordings absent: ${folder}`)
  const plots = blocksOf(readFileSync(join(folder, 'cat_034_048.raw')), 48)
  const [tracks] = blocksOf(readFileSync(join(folder, 'cat_062_065.pcap')).subarray(TRACKS_AT), 62)
  if (tracks === undefined) throw new BenchError('no tracks in cat_062_065.pcap')
  const round: Buffer[] = []
  plots.forEach((plot, i) => {
    round.push(plot)
    // 64 blocks of two tracks, spread over the plots' blocks.
    for (let n = Math.floor((i * 64) / plots.length); n < Math.floor(((i + 1) * 64) / plots.length); n++)
      round.push(tracks)
  })
  const once = Buffer.concat(round)
  const repeats = Math.ceil(RECORDS_EACH / 128)
  const inputs = { short: join(scratch, 'short.ast'), long: join(scratch, 'long.ast'), times: TIMES }
  const short = Buffer.concat(Array.from({ length: repeats }, () => once))
  writeFileSync(inputs.short, short)
  writeFileSync(inputs.long, Buffer.concat(Array.from({ length: TIMES }, () => short)))
  return { inputs, records: repeats * 256 }
}
