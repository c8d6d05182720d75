import type { Verb } from '../io.ts'
import { openHere } from './open.ts'
import { buildServer } from '@basinet/node-app'

/** The OpenAPI document of the node here, as it would serve it. */
export const openapi: Verb = async (_args, io) => {
  const opened = await openHere(io)
  if (!opened.ok) {
    io.stderr.write(`basinet: ${opened.error.message}\n`)
    return 1
  }
  const node = opened.value
  try {
    const app = await buildServer(node, null)
    await app.ready()
    io.stdout.write(`${JSON.stringify(app.swagger(), null, 2)}\n`)
    await app.close()
    return 0
  } finally {
    await node.close()
  }
}
