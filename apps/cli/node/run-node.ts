import {
  createLog,
  readConfig,
  readNodeFile,
  startNode,
  writeNodeFile,
  type NodeConfig,
  type NodeFile,
} from '@basinet/node-app'
import { ok, type Result } from '@basinet/kernel/contract'
import type { Io } from '../io.ts'
import { answerParent } from '../region/sign-in-links.ts'
import type { StopWish } from './stop-wish.ts'

/** Opens the node, waits for the wish to stop and closes in order. Returns the exit code. */
export async function runNode(io: Io, wish: StopWish): Promise<number> {
  const config = readConfig(io.env)
  if (!config.ok) return refuse(io, config.error.message)
  const file = nodeOf(config.value)
  if (!file.ok) return refuse(io, file.error.message)
  const log = createLog(io.env['BASINET_LOG'] ?? 'warn')
  const say = (text: string): void => void io.stdout.write(`${text}\n`)
  if (wish.signal.aborted) say('Stopping …')
  else wish.signal.addEventListener('abort', () => say('Stopping …'))
  say(`Basinet node ${file.value.nation} (${file.value.mode}) is starting …`)
  const running = await startNode(config.value, file.value, log, say, wish.signal)
  if (running.ok) {
    answerParent((post) => running.value.signInLink(post))
    await wish.asked
    await running.value.close()
  } else if (running.error.code !== 'node.stopped') {
    return refuse(io, running.error.message)
  }
  say('Stopped; everything acknowledged is on disk.')
  return 0
}

/** A directory without a node becomes a demonstration node of Saint Lucia, for ever. */
function nodeOf(config: NodeConfig): Result<NodeFile> {
  const known = readNodeFile(config.dataDir)
  if (!known.ok) return known
  if (known.value !== null) return ok(known.value)
  return writeNodeFile(config.dataDir, {
    format: 1,
    nation: 'LCA',
    mode: 'demo',
    name: 'Saint Lucia demonstration',
    createdAt: new Date().toISOString(),
  })
}

function refuse(io: Io, message: string): number {
  io.stderr.write(`basinet: ${message}\n`)
  return 1
}
