import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { measured, type Measured } from '../measure.ts'

const PYMODES = 'pyModeS==3.3.0'
/** Where `--install-rivals` puts pyModeS: outside the checkout. */
export const RIVALS_FOLDER: string = join(tmpdir(), 'basinet-bench-adsb')
const VENV_PYTHON = join(RIVALS_FOLDER, 'venv', 'bin', 'python')
/** Its streaming decoder, with pairing and Comm-B inference, as ours does; errors are no messages. */
const LOOP = `
import sys
from pyModeS import PipeDecoder
pipe = PipeDecoder()
n = 0
for line in open(sys.argv[1]):
    t, frame = line.rstrip().split(',')
    try:
        if 'df' in pipe.decode(frame, timestamp=float(t)):
            n += 1
    except Exception:
        pass
print('messages', n, file=sys.stderr)
`

/** Optional step: the rival is no dependency of ours. */
export function installRivals(): void {
  mkdirSync(RIVALS_FOLDER, { recursive: true })
  const venv = join(RIVALS_FOLDER, 'venv')
  for (const [program, ...words] of [
    ['python3', '-m', 'venv', venv],
    [VENV_PYTHON, '-m', 'pip', 'install', '--quiet', PYMODES],
  ] as const) {
    if (spawnSync(program, words, { stdio: ['ignore', 'inherit', 'inherit'] }).status === 0) continue
    // A half-made one would look present.
    rmSync(venv, { recursive: true, force: true })
    console.error(`pyModeS stays absent: ${[program, ...words].join(' ')} failed`)
    return
  }
}

/** The Python that can import pyModeS: the installed one, else python3 as the caller's PYTHONPATH has it. */
export function pythonWithPyModeS(): string | null {
  const candidates = [...(existsSync(VENV_PYTHON) ? [VENV_PYTHON] : []), 'python3']
  return candidates.find((python) => spawnSync(python, ['-c', 'import pyModeS']).status === 0) ?? null
}

export interface Count {
  run: Measured
  /** What the program said it decoded; NaN when it said nothing. */
  messages: number
}

export function runOurs(path: string): Count {
  return counted([process.execPath, join(import.meta.dirname, 'ours.ts'), path])
}

export function runPyModeS(python: string, path: string): Count {
  return counted([python, '-c', LOOP, path])
}

function counted(command: readonly string[]): Count {
  const run = measured(command)
  return { run, messages: Number(/^messages (\d+)$/m.exec(run.stderr)?.[1] ?? Number.NaN) }
}
