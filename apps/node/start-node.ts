import { ok, fail, type Result } from '@basinet/kernel/contract'
import { buildServer } from './build-server.ts'
import { closingStack, STOPPED, StoppedWhileStarting, unlessStopped, type Closing } from './closing.ts'
import type { NodeConfig } from './config.ts'
import { prepareDemo, type Demo } from './demo.ts'
import { startLines } from './lines.ts'
import type { Logger } from './log.ts'
import type { NodeFile } from './node-file.ts'
import { openNode, type OpenNode } from './open-node.ts'

export interface RunningNode {
  readonly url: string
  /** A fresh one-use link for whoever sits at a post of the demonstration; null at a service node and for no such post. */
  signInLink(post: string): Promise<string | null>
  close(): Promise<void>
}

/**
 * Opens the node, starts its lines and listens; `stop` ends the start between two steps. `say` prints for the person who
 * started it. Errors: those of `openNode`, `node.stopped`, `node.start`.
 */
export async function startNode(
  config: NodeConfig,
  file: NodeFile,
  log: Logger,
  say: (text: string) => void,
  stop: AbortSignal = new AbortController().signal,
): Promise<Result<RunningNode>> {
  const opened = await openNode(config, file, log, stop)
  if (!opened.ok) return opened
  const node = opened.value
  const closing = closingStack(log)
  closing.add('node', () => node.close())
  try {
    const { url, demo } = await serve(node, closing, say, stop)
    return ok({
      url,
      signInLink: async (post) => {
        const path = (await demo?.signInLink(post)) ?? null
        return path === null ? null : `${url}${path}`
      },
      close: () => closing.close(),
    })
  } catch (error) {
    await closing.close()
    if (error instanceof StoppedWhileStarting) return { ok: false, error: STOPPED }
    log.error({ err: error }, 'the node could not be started')
    return fail('node.start', error instanceof Error ? error.message : 'the node could not be started')
  }
}

async function serve(
  node: OpenNode,
  closing: Closing,
  say: (text: string) => void,
  stop: AbortSignal,
): Promise<{ url: string; demo: Demo | null }> {
  const { config, file } = node
  for (const warning of node.keyring.warnings) say(`Warning: ${warning}`)
  const demo = file.mode === 'demo' ? await prepareDemo(node) : null
  unlessStopped(stop)
  const said = { started: false }
  closing.add('log of the stop', async () => said.started && (await sayStopped(node)))
  const lines = await startLines(node)
  closing.add('lines', () => lines.stop())
  unlessStopped(stop)
  const app = await buildServer(node, lines)
  closing.add('server', () => app.close())
  await app.listen({ port: config.port, host: config.host, ...(config.tls === null ? {} : { backlog: 511 }) })
  const address = app.server.address()
  const port = typeof address === 'object' && address !== null ? address.port : config.port
  const url = config.port === 0 ? `http://localhost:${port}` : config.publicUrl
  await node.core.audit.write({
    kind: 'node.started',
    at: node.core.now(),
    actor: `node:${file.nation}`,
    outcome: 'done',
    details: { process: node.process },
  })
  said.started = true
  unlessStopped(stop)
  say(`Ready: ${url}`)
  if (demo !== null) for (const line of await demo.signInLines(url)) say(line)
  return { url, demo }
}

async function sayStopped(node: OpenNode): Promise<void> {
  await node.core.audit.write({
    kind: 'node.stopped',
    at: node.core.now(),
    actor: `node:${node.file.nation}`,
    outcome: 'done',
  })
  await node.sequencer.flush()
}
