import type { Io } from '../io.ts'

/** What asks a node to end; a closed terminal (SIGHUP) is a wish like the others. */
const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const
/** One wish can arrive twice: `timeout`, npm and a terminal signal a process and then its whole group. */
const SAME_WISH_MS = 1_000
/** A part that does not close within this time is left; what was acknowledged is on disk since its commit. */
const PATIENCE_MS = 60_000
/** After everything is closed nothing should keep the process; if something does, it is not waited for. */
const LINGER_MS = 5_000

export interface StopWish {
  /** Aborted by the first wish. */
  readonly signal: AbortSignal
  readonly asked: Promise<void>
  /** Call when everything is closed. */
  done(): void
}

/**
 * Catches every wish to stop from now on: none may end the process half way, as the default of a second signal would.
 * Further ones say that the node is on its way.
 */
export function catchStopWish(io: Io): StopWish {
  const controller = new AbortController()
  const { promise, resolve } = Promise.withResolvers<void>()
  let last = -Infinity
  let patience: NodeJS.Timeout | undefined
  const wish = (): void => {
    const now = performance.now()
    const again = now - last > SAME_WISH_MS
    last = now
    if (!again) return
    if (controller.signal.aborted) {
      io.stdout.write('Still stopping …\n')
      return
    }
    patience = setTimeout(() => giveUp(io), PATIENCE_MS)
    patience.unref()
    controller.abort()
    resolve()
  }
  for (const signal of SIGNALS) process.on(signal, wish)
  surviveClosedOutput(io)
  return {
    signal: controller.signal,
    asked: promise,
    done() {
      clearTimeout(patience)
      setTimeout(() => process.exit(), LINGER_MS).unref()
    },
  }
}

function giveUp(io: Io): void {
  io.stderr.write(
    `basinet: not everything closed within ${PATIENCE_MS / 1000} s; ending without waiting longer\n`,
  )
  process.exit(1)
}

/** The reader of our output may be gone before us (a closed terminal, `| head`): that must not end the node half way. */
function surviveClosedOutput(io: Io): void {
  for (const stream of [io.stdout, io.stderr]) {
    stream.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code !== 'EPIPE' && error.code !== 'EIO') throw error
    })
  }
}
