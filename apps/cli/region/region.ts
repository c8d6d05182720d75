import { mkdirSync } from 'node:fs'
import { resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { fail, ok, type Result } from '@basinet/kernel/contract'
import type { Io, Verb } from '../io.ts'
import { refuse } from '../node/backup.ts'
import { catchStopWish, type StopWish } from '../node/stop-wish.ts'
import { nameOf } from './nations.ts'
import type { Scenario } from './presenter/scenario.ts'
import { SCENARIOS } from './presenter/scenarios/index.ts'
import { readRegion, regionDirectory, writeRegion, type Region } from './region-file.ts'
import { runNodes } from './run-nodes.ts'

const NATIONS = 'LCA,BRB,VCT,REG'
const NODES_MAX = 14
const PORT_DEFAULT = 8440

/** Starts a region of nations on this machine, each with its own database, keys and ports, and keeps it until it is stopped. */
export const region: Verb = async (args, io) => {
  const { values } = parseArgs({
    args,
    options: {
      nations: { type: 'string' },
      port: { type: 'string' },
      data: { type: 'string' },
      scenario: { type: 'string' },
    },
    allowPositionals: false,
  })
  const directory = values.data === undefined ? regionDirectory(io.env) : resolve(values.data)
  const asked = layOut(values.nations, Number(values.port ?? PORT_DEFAULT), readRegion(directory))
  if (!asked.ok) return refuse(io, asked.error.message)
  const shown = scenariosFor(values.scenario, asked.value)
  if (!shown.ok) return refuse(io, shown.error.message)
  const wish = catchStopWish(io)
  try {
    const made = await makeOnce(directory, asked.value, io, wish)
    if (!made.ok) return refuse(io, made.error.message)
    return await runNodes(directory, asked.value, shown.value, io, wish)
  } finally {
    wish.done()
  }
}

/** The one that was named, or all that these nations can show. Errors: `region.scenario`. */
function scenariosFor(named: string | undefined, { nodes }: Region): Result<readonly Scenario[]> {
  const there = new Set(nodes.map((n) => n.nation))
  const shown = SCENARIOS.filter((s) => s.nations.every((n) => there.has(n)))
  if (named === undefined) return ok(shown)
  const one = shown.find((s) => s.key === named)
  if (one !== undefined) return ok([one])
  const known = SCENARIOS.map((s) => `${s.key} (${s.nations.join()})`).join(', ')
  return fail('region.scenario', `--scenario takes one of these, with its nations in the region: ${known}`)
}

/** A region that is there keeps its nations and ports. Errors: `region.nations`, `region.port`. */
function layOut(nations: string | undefined, port: number, there: Region | null): Result<Region> {
  if (there !== null) {
    const known = there.nodes.map((n) => n.nation).join()
    return nations === undefined || nations === known
      ? ok(there)
      : fail('region.nations', `this region is of ${known}; name another --data for other nations`)
  }
  const named = (nations ?? NATIONS).split(',')
  const odd = named.find((n) => !/^[A-Z]{3}$/.test(n))
  if (
    odd !== undefined ||
    new Set(named).size !== named.length ||
    named.length < 2 ||
    named.length > NODES_MAX
  )
    return fail(
      'region.nations',
      `--nations takes 2 to ${NODES_MAX} different codes of three capital letters`,
    )
  if (!Number.isInteger(port) || port < 1024 || port + 2 * NODES_MAX > 65_535)
    return fail('region.port', '--port takes the first of the region’s ports, 1024 or above')
  return ok({
    nodes: named.map((nation, i) => ({ nation, port: port + i, networkPort: port + NODES_MAX + i })),
  })
}

async function makeOnce(directory: string, region: Region, io: Io, wish: StopWish): Promise<Result<null>> {
  if (readRegion(directory) !== null) return ok(null)
  mkdirSync(directory, { recursive: true, mode: 0o755 })
  const names = region.nodes.map((n) => nameOf(n.nation)).join(', ')
  io.stdout.write(`DEMONSTRATION region: making ${names} …\n`)
  // Loaded only now: it is the whole node.
  const { prepareRegion } = await import('./prepare.ts')
  const made = await prepareRegion(directory, region.nodes, io.env)
  if (!made.ok) return made
  if (wish.signal.aborted) return fail('node.stopped', 'the region was stopped before it was ready')
  writeRegion(directory, region)
  return ok(null)
}
