import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import type { Io } from '../io.ts'
import type { StopWish } from '../node/stop-wish.ts'
import { nameOf } from './nations.ts'
import { openPresenter } from './presenter/server.ts'
import { showing } from './presenter/showing.ts'
import { regionStage } from './presenter/stage.ts'
import type { Scenario } from './presenter/scenario.ts'
import { regionDirectory, regionEnv, type Region } from './region-file.ts'
import { linksOf } from './sign-in-links.ts'

const MAIN = join(import.meta.dirname, '../main.ts')
/** Ends a node when this program is killed. */
const LEASH = join(import.meta.dirname, '../../../bootstrap/leash.js')

/**
 * Runs each node in a process of its own and passes on what it says, named, with a presenter's page beside them on a port of
 * its own; ends all when it is asked to.
 */
export async function runNodes(
  directory: string,
  region: Region,
  scenarios: readonly Scenario[],
  io: Io,
  wish: StopWish,
): Promise<number> {
  const { nodes } = region
  const children: ChildProcess[] = []
  const ended = nodes.map((node) => {
    const child = spawn(process.execPath, ['--import', LEASH, MAIN, 'start'], {
      env: regionEnv(directory, node, process.env),
      // A session of its own: a terminal's Ctrl-C reaches it once, through us.
      detached: true,
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    })
    children.push(child)
    for (const stream of [child.stdout, child.stderr])
      if (stream !== null)
        createInterface({ input: stream }).on('line', (line) => io.stdout.write(`${node.nation}  ${line}\n`))
    return once(child, 'close').then(([code]) => ({ nation: node.nation, code: code as number | null }))
  })
  const [first, second] = nodes.map((n) => n.nation)
  io.stdout.write(
    `To see an island go dark and come back: npx basinet network cut all --node ${second ?? ''} … network restore all --node ${second ?? ''}\n` +
      `How a node stands: npx basinet network status --node ${first ?? ''}\n` +
      (directory === regionDirectory({})
        ? ''
        : `Those verbs need BASINET_REGION=${directory} in their shell.\n`),
  )
  const asks = new Map(children.map((child, i) => [nodes[i]!.nation, linksOf(child)]))
  const linkOf = async (nation: string, post: string): Promise<string | null> =>
    (await asks.get(nation)?.(post)) ?? null
  const stage = regionStage(directory, linkOf)
  const showings = scenarios.map((scenario) => showing(scenario, stage, () => performance.now()))
  const presenter = await openPresenter({ region, showings, linkOf }, presenterPort(region))
  io.stdout.write(`Presenter's page, for this machine's browser: ${presenter.link}\n`)
  const stop = (): void => {
    for (const child of children) child.kill('SIGTERM')
  }
  void wish.asked.then(stop)
  const early = await Promise.race([wish.asked.then(() => null), ...ended])
  if (early !== null && !wish.signal.aborted) {
    io.stderr.write(
      `basinet: the node of ${nameOf(early.nation)} ended (${early.code ?? 'killed'}); the region stops\n`,
    )
    stop()
  }
  const codes = await Promise.all(ended)
  await presenter.close()
  return codes.every((c) => c.code === 0) && early === null ? 0 : 1
}

/** The port below the first node's. */
const presenterPort = ({ nodes }: Region): number => Math.min(...nodes.map((n) => n.port)) - 1
