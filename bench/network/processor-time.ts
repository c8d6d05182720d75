import { readdirSync, readFileSync } from 'node:fs'

/** sysconf(_SC_CLK_TCK): 100 on every Linux that Node runs on. */
const TICKS_PER_SECOND = 100

interface Process {
  readonly parent: number
  readonly seconds: number
}

/** Processor seconds of these processes and all below them, those that have ended among them included; Linux alone (proc(5)). */
export function processorSeconds(roots: readonly number[]): number {
  const all = new Map(
    readdirSync('/proc')
      .filter((name) => /^\d+$/.test(name))
      .flatMap((name): [number, Process][] => {
        const found = readProcess(name)
        return found === null ? [] : [[Number(name), found]]
      }),
  )
  let sum = 0
  for (const pid of all.keys()) if (isBelow(all, pid, roots)) sum += all.get(pid)?.seconds ?? 0
  return sum
}

function isBelow(all: ReadonlyMap<number, Process>, pid: number, roots: readonly number[]): boolean {
  for (let at: number | undefined = pid; at !== undefined && at > 1; at = all.get(at)?.parent)
    if (roots.includes(at)) return true
  return false
}

/** Null where it has ended meanwhile. */
function readProcess(pid: string): Process | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    // Behind the name, which may hold anything: state, ppid, … utime, stime, cutime, cstime.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
    const ticks = [11, 12, 13, 14].reduce((total, i) => total + Number(fields[i]), 0)
    return { parent: Number(fields[1]), seconds: ticks / TICKS_PER_SECOND }
  } catch {
    return null
  }
}
