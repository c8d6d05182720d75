import type { Verb } from '../io.ts'
import { catchStopWish } from './stop-wish.ts'

/** Runs the node until SIGINT, SIGTERM or SIGHUP; a wish during the start ends the start. */
export const start: Verb = async (_args, io) => {
  const wish = catchStopWish(io)
  // Loaded only now: reading the node's code takes a second or two, in which a signal would end us with its default.
  const { runNode } = await import('./run-node.ts')
  try {
    return await runNode(io, wish)
  } finally {
    wish.done()
  }
}
