import { Logs } from './logs.ts'
import { Questions } from './questions.ts'
import { brew, STORM_DAYS_MAX, TROUBLES, type Storm } from './storm.ts'
import { checkSettled } from './settled.ts'
import { CALM } from './sea.ts'
import { dailyRound } from './rounds.ts'
import { DAY_MS, NATIONS } from './region.ts'
import { TROUBLE } from './troubles.ts'
import type { Violation } from './watch.ts'
import { World } from './world.ts'

/** Lost messages are sent again after at most this long, and the rest follows: three rounds of everybody. */
const CALM_DAYS = 4
const PARKED_MAX = 1000

export interface Outcome {
  readonly seed: number
  readonly storm: Storm
  readonly violations: readonly Violation[]
  readonly counts: ReadonlyMap<string, number>
  /** Equal for equal seeds. */
  readonly digest: string
  readonly days: number
}

/**
 * One region through one storm and the calm after it.
 * @param daysMax longest storm; another one gives another run of the same seed
 */
export async function simulate(seed: number, daysMax = STORM_DAYS_MAX): Promise<Outcome> {
  const world = new World(seed)
  const storm = brew(world.dice, daysMax)
  world.sea.weather = storm.weather
  world.deadliness = storm.deadliness
  for (const trouble of TROUBLES)
    for (let i = 0; i < storm.counts[trouble]; i++)
      world.calendar.after(world.dice.next() * storm.ms, () => TROUBLE[trouble](world))
  for (const nation of NATIONS) everyDay(world, nation)
  const logs = new Logs(world)
  logs.begin(storm.ms)
  const questions = new Questions(world)
  questions.begin()
  await world.run(storm.ms)
  await becalm(world)
  await world.run(CALM_DAYS * DAY_MS)
  await checkSettled(world)
  await logs.checkSettled()
  questions.checkSettled()
  const { violations, counts } = world.watch
  return { seed, storm, violations, counts, digest: world.traceDigest(), days: storm.ms / DAY_MS }
}

function everyDay(world: World, nation: string): void {
  world.calendar.after(world.dice.int(0, DAY_MS), async function round(): Promise<void> {
    world.calendar.after(DAY_MS, round)
    await world.at(nation, 'daily round', async (node) => {
      const done = await node.command((tx) => dailyRound(node.home, tx))
      for (const peer of NATIONS) {
        if (node.diskFull || peer === nation) continue
        const damaged = await node.exchange.scrub(peer)
        await node.exchange.retryParked(peer, PARKED_MAX)
        world.nudge(nation, peer)
        // The peer asks, and the receipt says what is wanted again.
        if (damaged > 0) world.meet(peer, nation)
      }
      if (done) world.watch.afterRound(node)
    })
  })
}

/** The storm is over: links whole, machines up, disks empty, clocks right. */
async function becalm(world: World): Promise<void> {
  world.note('calm')
  world.sea.weather = CALM
  world.deadliness = 0
  world.sea.healAll()
  for (const node of world.nodes.values()) {
    node.room = 'free'
    node.diskFull = false
    node.skew = 0
    world.rise(node)
  }
  for (const a of NATIONS) for (const b of NATIONS) if (a < b) world.meet(a, b)
}
