import type { Logger } from './log.ts'

/** What has been opened, closed again in reverse order. */
export interface Closing {
  add(what: string, step: () => Promise<unknown>): void
  /** Closes every part even when one before it fails; a second call waits for the first. */
  close(): Promise<void>
}

export function closingStack(log: Logger): Closing {
  const steps: { what: string; step: () => Promise<unknown> }[] = []
  let closing: Promise<void> | null = null
  const run = async (): Promise<void> => {
    for (let next = steps.pop(); next !== undefined; next = steps.pop()) {
      try {
        await next.step()
      } catch (error) {
        log.warn({ err: error, part: next.what }, 'a part of the node did not close cleanly')
      }
    }
  }
  return {
    add(what, step) {
      if (closing !== null) throw new Error(`BUG: ${what} opened while the node closes`)
      steps.push({ what, step })
    },
    close: () => (closing ??= run()),
  }
}

/** Why a start ended early without anything being wrong. */
export const STOPPED = { code: 'node.stopped', message: 'the node was stopped before it was ready' } as const

export class StoppedWhileStarting extends Error {
  constructor() {
    super(STOPPED.message)
  }
}

/** Between two steps of the start: a wish to stop that came meanwhile ends it here. */
export function unlessStopped(stop: AbortSignal): void {
  if (stop.aborted) throw new StoppedWhileStarting()
}
