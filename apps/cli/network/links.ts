import { fail, ok } from '@basinet/kernel/contract'
import {
  asNetwork,
  cutLinks,
  openAlarms,
  readDesk,
  readWitnessed,
  type Witnessed,
} from '@basinet/network/node'
import type { Verb } from '../io.ts'
import { misused, refuse } from '../node/backup.ts'
import { networkHere } from './here.ts'
import { ofRegion } from './of-region.ts'

function cutOrRestore(cut: boolean): Verb {
  return async (args, given) => {
    const { io, words, reason } = ofRegion(args, given)
    const [peer] = words
    if (peer === undefined || words.length !== 1)
      return misused(io, `network ${cut ? 'cut' : 'restore'} NATION|all [--node NATION] [--reason TEXT]`)
    const done = await networkHere(io, async ({ core }) => {
      const peers = await asNetwork(core, (db, at) => cutLinks(db, core.nation, peer, cut, reason, at))
      return peers.length === 0 ? fail('network.peer', `${peer} is no partner of ${core.nation}`) : ok(peers)
    })
    if (!done.ok) return refuse(io, done.error.message)
    io.stdout.write(
      cut
        ? `No link is kept with ${done.value.join(', ')} from now on; what is shared waits, or goes over a regional body that cannot read it.\n`
        : `Links with ${done.value.join(', ')} are kept again.\n`,
    )
    return 0
  }
}

export const cut = cutOrRestore(true)
export const restore = cutOrRestore(false)

/** How the node stands in the network: links, what waits, copies, recalls. Counts and states, no content. */
export const status: Verb = async (args, given) => {
  const { io } = ofRegion(args, given)
  const desk = await networkHere(io, async ({ core, config }) => {
    const read = await asNetwork(core, (db, at) => readDesk(db, core.nation, at))
    const log = await asNetwork(core, async (db) => ({
      witnessed: await readWitnessed(db),
      alarms: await openAlarms(db),
    }))
    return read.ok ? ok({ desk: read.value, ...log, health: await healthOf(config.publicUrl) }) : read
  })
  if (!desk.ok) return refuse(io, desk.error.message)
  const { desk: d, health, witnessed, alarms } = desk.value
  if (d === null) {
    io.stdout.write('This node has joined no network (basinet network join).\n')
    return 1
  }
  io.stdout.write(
    `${d.nation} in ${d.network}: register ${d.register}, ${d.agreements} agreements in force\n`,
  )
  io.stdout.write(`${logLine(witnessed)}\n`)
  for (const { id, nation, kind, weight, toldBy, at, message } of alarms)
    io.stdout.write(
      `RED ALARM ${id}: log of ${nation}, ${kind} (${weight}, told by ${toldBy}, ${at}): ${message}\n`,
    )
  if (health === null) io.stdout.write('The node does not answer here: links are shown when it runs.\n')
  for (const p of d.partners) {
    const link = health?.links.find((l) => l.peer === p.nation)
    io.stdout.write(
      `  ${p.nation}  link ${(p.cut ? 'cut' : (link?.state ?? 'unknown')).padEnd(10)}  waiting ${p.waiting}  held there ${p.heldThere}` +
        `  held here ${p.heldHere}  recalls outstanding ${p.recallsOutstanding}${link?.failure ? `  (${link.failure})` : ''}\n`,
    )
  }
  return 0
}

function logLine({ health, quorum, of, standings }: Witnessed): string {
  if (of === 0) return 'Audit log: no other member could witness it'
  const since = (ms: number): string => new Date(ms).toISOString()
  const how =
    health.unwitnessedSinceMs !== null
      ? `UNWITNESSED since ${since(health.unwitnessedSinceMs)}`
      : health.witnessed === null
        ? 'not witnessed yet'
        : `witnessed up to leaf ${health.witnessed.size} at ${since(health.witnessed.atMs)}`
  const each = Object.entries(standings).map(([nation, standing]) => `${nation} ${standing}`)
  return `Audit log: ${how} (${quorum} of ${of} must cosign${each.length === 0 ? '' : `; ${each.join(', ')}`})`
}

interface Health {
  readonly links: readonly {
    readonly peer: string
    readonly state: string
    readonly failure: string | null
  }[]
}

async function healthOf(url: string): Promise<Health | null> {
  try {
    const answer = await fetch(new URL('/health', url), { signal: AbortSignal.timeout(5000) })
    return ((await answer.json()) as { network: Health }).network
  } catch {
    return null
  }
}
