import { readFileSync } from 'node:fs'
import { ok, fail, type Result } from '@basinet/kernel/contract'
import { buildServer } from './build-server.ts'
import type { NodeConfig } from './config.ts'
import { prepareDemo } from './demo.ts'
import { startLines } from './lines.ts'
import type { Logger } from './log.ts'
import type { NodeFile } from './node-file.ts'
import { openNode } from './open-node.ts'

export interface RunningNode {
  readonly url: string
  close(): Promise<void>
}

/** Opens the node, starts its lines and listens. `say` prints for the person who started it. */
export async function startNode(
  config: NodeConfig,
  file: NodeFile,
  log: Logger,
  say: (text: string) => void,
): Promise<Result<RunningNode>> {
  const opened = await openNode(config, file, log)
  if (!opened.ok) return opened
  const node = opened.value
  try {
    for (const warning of node.keyring.warnings) say(`Warning: ${warning}`)
    const demo = file.mode === 'demo' ? await prepareDemo(node) : null
    const lines = await startLines(node)
    const app = await buildServer(node, lines)
    const tls = config.tls
    await app.listen({ port: config.port, host: config.host, ...(tls === null ? {} : { backlog: 511 }) })
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
    say(`Ready: ${url}`)
    if (demo !== null) for (const line of await demo.signInLines(url)) say(line)
    return ok({
      url,
      async close() {
        await app.close()
        await lines.stop()
        await node.core.audit.write({
          kind: 'node.stopped',
          at: node.core.now(),
          actor: `node:${file.nation}`,
          outcome: 'done',
        })
        await node.sequencer.flush()
        await node.close()
      },
    })
  } catch (error) {
    await node.close()
    log.error({ err: error }, 'the node could not be started')
    return fail('node.start', error instanceof Error ? error.message : 'the node could not be started')
  }
}

export function readTls(config: NodeConfig): { cert: Buffer; key: Buffer } | null {
  return config.tls === null
    ? null
    : { cert: readFileSync(config.tls.certFile), key: readFileSync(config.tls.keyFile) }
}
