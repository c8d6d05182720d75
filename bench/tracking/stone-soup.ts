import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { measured, type Measured } from '../measure.ts'

/** Debian's, with numpy and scipy; Stone Soup itself comes by PYTHONPATH (a copy of dstl/Stone-Soup). */
const PYTHON = '/usr/bin/python3'
const SCRIPT = join(import.meta.dirname, 'stone-soup.py')

export type Association = 'gnn' | 'jpda'

/** Can Stone Soup be imported here? */
export function stoneSoupPresent(): boolean {
  return spawnSync(PYTHON, ['-c', 'import stonesoup.base'], { stdio: 'ignore' }).status === 0
}

export function runStoneSoup(plots: string, sites: string, how: Association, tracks: string): Measured {
  return measured([PYTHON, SCRIPT, plots, sites, how], { stdout: tracks })
}
