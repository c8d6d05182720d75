import { spawnSync } from 'node:child_process'
import { createReadStream, existsSync } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import type { Program } from '../ais/rivals.ts'
import { measured, type Measured } from '../measure.ts'

/** Folder of a built checkout of CroatiaControlLtd/asterix (`make` in src/). */
const CROATIA_CONTROL = process.env['BASINET_BENCH_ASTERIX'] ?? ''
/** Folder of a built checkout of hpuhr/jASTERIX (`cmake -B build && make -C build jasterix_client`). */
const JASTERIX = process.env['BASINET_BENCH_JASTERIX'] ?? ''
/** The distribution's Python, which sees the packages of apt and pip. */
const PYTHON = '/usr/bin/python3'
const ASTERIX_DECODER = `
import sys, asterix
with open(sys.argv[1], 'rb') as f:
    data = f.read()
n, at = 0, 0
while at < len(data):
    found, at = asterix.parse_with_offset(data, at, 1000)
    n += len(found)
    if not found:
        break
print('messages', n, file=sys.stderr)
`

const CROATIA_PROGRAM = join(CROATIA_CONTROL, 'obj/main/release/asterix')
const JASTERIX_PROGRAM = join(JASTERIX, 'build/bin/jasterix_client')

function has(module: string): boolean {
  return existsSync(PYTHON) && spawnSync(PYTHON, ['-c', `import ${module}`]).status === 0
}

export const RIVALS: readonly Program[] = [
  {
    name: 'asterix (CroatiaControl)',
    like: 'json',
    present: () => CROATIA_CONTROL !== '' && existsSync(CROATIA_PROGRAM),
    async run(input, scratch) {
      const stdout = join(scratch, 'croatia.jsonl')
      const config = join(CROATIA_CONTROL, 'install/config/asterix.ini')
      const run = measured(
        [
          'sh',
          '-c',
          `cd "${join(CROATIA_CONTROL, 'install')}" && exec "$@"`,
          'sh',
          CROATIA_PROGRAM,
          '-d',
          config,
          '-j',
          '-f',
          input,
        ],
        { stdout },
      )
      return { run, messages: await countLines(stdout, /^\{"id":/) }
    },
  },
  {
    name: 'asterix_decoder (pip)',
    like: 'decode',
    present: () => has('asterix'),
    run(input) {
      const run = measured([PYTHON, '-c', ASTERIX_DECODER, input])
      return Promise.resolve({ run, messages: messagesSaid(run) })
    },
  },
  {
    name: 'jasterix_client',
    like: 'decode',
    present: () => JASTERIX !== '' && existsSync(JASTERIX_PROGRAM),
    async run(input, scratch) {
      const stdout = join(scratch, 'jasterix.log')
      const definitions = join(JASTERIX, 'definitions')
      const run = measured(
        [
          JASTERIX_PROGRAM,
          '--filename',
          input,
          '--definition_path',
          definitions,
          '--framing',
          '',
          '--log_perf',
        ],
        { stdout },
      )
      return { run, messages: await recordsSaid(stdout) }
    },
  },
]

const OURS = join(import.meta.dirname, 'ours.ts')

/** Our own two measurements, run as every rival is. */
export function ownProgram(mode: 'decode' | 'json'): Program {
  return {
    name: mode,
    like: mode,
    present: () => true,
    run(input, scratch) {
      const run = measured([process.execPath, OURS, mode, input], { stdout: join(scratch, `${mode}.jsonl`) })
      return Promise.resolve({ run, messages: messagesSaid(run) })
    },
  }
}

/** The count a measured program said on standard error. */
function messagesSaid(run: Measured): number {
  return Number(/^messages (\d+)$/m.exec(run.stderr)?.[1] ?? Number.NaN)
}

async function countLines(path: string, pattern: RegExp): Promise<number> {
  let count = 0
  for await (const line of createInterface({ input: createReadStream(path) })) if (pattern.test(line)) count++
  return count
}

/** jASTERIX logs what it has decoded so far; the last number counts. */
async function recordsSaid(path: string): Promise<number> {
  let records = Number.NaN
  for await (const line of createInterface({ input: createReadStream(path) })) {
    const found = /(\d+) records/.exec(line)?.[1]
    if (found !== undefined) records = Number(found)
  }
  return records
}
