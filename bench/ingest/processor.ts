import { readdirSync, readFileSync } from 'node:fs'

/** Processor seconds that each part of the measurement took so far, by what runs: node, sender, PostgreSQL, browser. */
export type Took = ReadonlyMap<string, number>

const TICKS_A_SECOND = 100
/** Fields of /proc/PID/stat after the name in brackets: utime and stime are the 14th and 15th of all (proc(5)). */
const UTIME = 11
const STIME = 12

/** Null where the system has no /proc. */
export function processorTime(children: ReadonlyMap<number, string>): Took | null {
  const took = new Map<string, number>()
  let pids: string[]
  try {
    pids = readdirSync('/proc').filter((name) => /^\d+$/.test(name))
  } catch {
    return null
  }
  for (const pid of pids) {
    const stat = read(pid)
    if (stat === null) continue
    const part = partOf(Number(pid), stat.name, children)
    if (part !== null) took.set(part, (took.get(part) ?? 0) + stat.seconds)
  }
  return took
}

function partOf(pid: number, name: string, children: ReadonlyMap<number, string>): string | null {
  if (pid === process.pid) return 'node'
  const child = children.get(pid)
  if (child !== undefined) return child
  if (name.startsWith('postgres')) return 'PostgreSQL'
  return name.startsWith('chrom') ? 'browser' : null
}

function read(pid: string): { name: string; seconds: number } | null {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'latin1')
    const end = text.lastIndexOf(')')
    const fields = text.slice(end + 2).split(' ')
    return {
      name: text.slice(text.indexOf('(') + 1, end),
      seconds: (Number(fields[UTIME]) + Number(fields[STIME])) / TICKS_A_SECOND,
    }
  } catch {
    // Ended between the listing and the reading.
    return null
  }
}

/** "node 0.9, PostgreSQL 0.4": processors each part kept busy between two readings. */
export function sharesOf(before: Took, after: Took, seconds: number): string {
  return [...after]
    .map(([part, total]) => [part, (total - (before.get(part) ?? 0)) / seconds] as const)
    .filter(([, share]) => share >= 0.05)
    .toSorted(([, a], [, b]) => b - a)
    .map(([part, share]) => `${part} ${share.toFixed(1)}`)
    .join(', ')
}
