import { spawnSync } from 'node:child_process'
import { createReadStream, existsSync, mkdirSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { BenchError, type Rival } from '../bench.ts'
import { measured, onPath, type Measured } from '../measure.ts'

/** Packages compared, at the versions named in the product's reference. */
const PACKAGES = {
  ggencoder: '1.0.10',
  'ais-stream-decoder': '2.1.2',
  '@signalk/nmea0183-signalk': '3.20.1',
} as const
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

/** Where `--install-rivals` puts the npm rivals: outside the checkout. */
export const RIVALS_FOLDER: string = join(tmpdir(), 'basinet-bench-ais')

/** Optional step: the npm rivals are no dependency of ours. */
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
}

export async function measureRivals(input: string, scratch: string): Promise<Record<string, Rival>> {
  const rivals: Record<string, Rival> = {
    gpsdecode: await gpsdecode(input, scratch),
    'AIS-catcher': await aisCatcher(input, scratch),
    libais: libais(input),
  }
  for (const name of Object.keys(PACKAGES)) rivals[name] = npmRival(name, input)
  return rivals
}

async function gpsdecode(input: string, scratch: string): Promise<Rival> {
  if (!onPath('gpsdecode')) return 'absent'
  const out = join(scratch, 'gpsdecode.jsonl')
  const run = measured(['gpsdecode', '-j'], { stdin: input, stdout: out })
  return rate(run, await countLines(out, '{"class":"AIS"'))
}

async function aisCatcher(input: string, scratch: string): Promise<Rival> {
  if (!onPath('AIS-catcher')) return 'absent'
  const out = join(scratch, 'ais-catcher.jsonl')
  const run = measured(['AIS-catcher', '-r', 'txt', input, '-o', '5'], { stdout: out })
  return rate(run, await countLines(out, '{"class":"AIS"'))
}

function libais(input: string): Rival {
  if (!existsSync(PYTHON) || spawnSync(PYTHON, ['-c', 'import ais.stream']).status !== 0) return 'absent'
  const run = measured([PYTHON, '-W', 'ignore', '-c', LIBAIS, input])
  return rate(run, messagesSaid(run))
}

function npmRival(name: string, input: string): Rival {
  if (!existsSync(join(RIVALS_FOLDER, 'node_modules', name))) return 'absent'
  const script = join(import.meta.dirname, 'npm-rival.ts')
  const run = measured([process.execPath, script, name, RIVALS_FOLDER, input])
  return rate(run, messagesSaid(run))
}

/** The count a measured program said on standard error. */
export function messagesSaid(run: Measured): number {
  return Number(/^messages (\d+)$/m.exec(run.stderr)?.[1] ?? Number.NaN)
}

/** Messages per processor second, or what went wrong. */
export function rate(run: Measured, messages: number): Rival {
  if (run.status !== 0)
    return `failed: status ${run.status ?? 'killed'} ${run.stderr.trim().split('\n').at(-1) ?? ''}`
  if (!(messages > 0) || !(run.cpuSeconds > 0)) return 'failed: no messages'
  return Math.round(messages / run.cpuSeconds)
}

export async function countLines(path: string, start: string): Promise<number> {
  let count = 0
  for await (const line of createInterface({ input: createReadStream(path) })) {
    if (line.startsWith(start)) count++
  }
  return count
}
