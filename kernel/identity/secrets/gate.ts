/** Lets a bounded number of costly works run at once and a bounded number wait; null for the one too many. */
export interface Gate {
  run<T>(work: () => Promise<T>): Promise<T | null>
}

export function createGate(runningMax: number, waitingMax: number): Gate {
  let running = 0
  const waiting: (() => void)[] = []
  const leave = (): void => {
    const next = waiting.shift()
    if (next === undefined) running--
    else next()
  }
  return {
    async run(work) {
      if (running < runningMax) running++
      else if (waiting.length >= waitingMax) return null
      else await new Promise<void>((enter) => waiting.push(enter))
      try {
        return await work()
      } finally {
        leave()
      }
    },
  }
}
