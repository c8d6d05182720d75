import { spawnSync } from 'node:child_process'
import { createReadStream, existsSync, mkdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { BenchError } from '../bench.ts'
import { measured, onPath, type Measured } from '../measure.ts'

/** Packages compared, at the versions named in the product's reference. */
const PACKAGES = {
  ggencoder: '1.0.10',
  'ais-stream-decoder': '2.1.2',
  '@signalk/nmea0183-signalk': '3.20.1',
} as const
const PYAIS = 'pyais==3.3.1'
/** The distribution's Python, which sees the packages of apt. */
const PYTHON = '/usr/bin/python3'
const LIBAIS = `
import sys, ais.stream
n = 0
with open(sys.argv[1], errors='replace') as f:
    for message in ais.stream.decode(f, allow_unknown=True, allow_missing_timestamps=True):
        n += 1
print('messages', n, file=sys.stderr)
`

const PYAIS_LOOP = `
import sys
from pyais import FileReaderStream
n = 0
with FileReaderStream(sys.argv[1]) as stream:
    for raw in stream:
        try:
            raw.decode()
            n += 1
        except Exception:
            pass
print('messages', n, file=sys.stderr)
`

/** Where `--install-rivals` puts the npm rivals and pyais: outside the checkout. */
export const RIVALS_FOLDER: string = join(tmpdir(), 'basinet-bench-ais')
const VENV_PYTHON = join(RIVALS_FOLDER, 'venv', 'bin', 'python')

/** Optional step: the rivals are no dependency of ours. */
export function installRivals(): void {
  mkdirSync(RIVALS_FOLDER, { recursive: true })
  const packages = Object.entries(PACKAGES).map(([name, version]) => `${name}@${version}`)
  const args = [
    'install',
    '--prefix',
    RIVALS_FOLDER,
    '--no-audit',
    '--no-fund',
    '--ignore-scripts',
    ...packages,
  ]
  const result = spawnSync('npm', args, { stdio: ['ignore', 'inherit', 'inherit'] })
  if (result.status !== 0) throw new BenchError(`npm install in ${RIVALS_FOLDER} failed`)
  const venv = join(RIVALS_FOLDER, 'venv')
  for (const [program, ...words] of [
    ['python3', '-m', 'venv', venv],
    [VENV_PYTHON, '-m', 'pip', 'install', '--quiet', PYAIS],
  ] as const) {
    if (spawnSync(program, words, { stdio: ['ignore', 'inherit', 'inherit'] }).status === 0) continue
    // Without it the others are still compared; a half-made one would look present.
    rmSync(venv, { recursive: true, force: true })
    console.error(`pyais stays absent: ${[program, ...words].join(' ')} failed`)
    return
  }
}

/** Runs one program on a file: its processor time and how many messages it made. */
export interface Program {
  name: string
  /** The like of ours it is compared with. */
  like: 'json' | 'decode'
  present(): boolean
  run(input: string, scratch: string): Promise<{ run: Measured; messages: number }>
}

function jsonProgram(name: string, command: (input: string) => string[], onStdin: boolean): Program {
  return {
    name,
    like: 'json',
    present: () => onPath(name),
    async run(input, scratch) {
      const stdout = join(scratch, `${name}.jsonl`)
      const run = measured(command(input), onStdin ? { stdin: input, stdout } : { stdout })
      return { run, messages: await countLines(stdout, '{"class":"AIS"') }
    },
  }
}

function counting(name: string, present: () => boolean, command: (input: string) => string[]): Program {
  return {
    name,
    like: 'decode',
    present,
    run(input) {
      const run = measured(command(input))
      return Promise.resolve({ run, messages: messagesSaid(run) })
    },
  }
}

const NPM_RIVAL = join(import.meta.dirname, 'npm-rival.ts')

export const RIVALS: readonly Program[] = [
  jsonProgram('gpsdecode', () => ['gpsdecode', '-j'], true),
  jsonProgram('AIS-catcher', (input) => ['AIS-catcher', '-r', 'txt', input, '-o', '5'], false),
  counting(
    'libais',
    () => existsSync(PYTHON) && spawnSync(PYTHON, ['-c', 'import ais.stream']).status === 0,
    (input) => [PYTHON, '-W', 'ignore', '-c', LIBAIS, input],
  ),
  counting(
    'pyais',
    () => existsSync(VENV_PYTHON),
    (input) => [VENV_PYTHON, '-c', PYAIS_LOOP, input],
  ),
  ...Object.keys(PACKAGES).map((name) =>
    counting(
      name,
      () => existsSync(join(RIVALS_FOLDER, 'node_modules', name)),
      (input) => [process.execPath, NPM_RIVAL, name, RIVALS_FOLDER, input],
    ),
  ),
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

async function countLines(path: string, start: string): Promise<number> {
  let count = 0
  for await (const line of createInterface({ input: createReadStream(path) })) {
    if (line.startsWith(start)) count++
  }
  return count
}
