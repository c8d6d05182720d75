export interface Gathered {
  /** Does the work now when it was not done for a while, else once at the end of that while; `urgent` = now. */
  readonly call: (urgent: boolean) => void
  readonly stop: () => void
}

/** Work that many events ask for and that needs doing once for all of them. */
export function gathered(everyMs: number, work: () => void): Gathered {
  let timer: ReturnType<typeof setTimeout> | undefined
  let waiting = false
  const done = (): void => {
    timer = undefined
    if (!waiting) return
    waiting = false
    run()
  }
  const run = (): void => {
    clearTimeout(timer)
    timer = setTimeout(done, everyMs)
    work()
  }
  return {
    call(urgent) {
      if (urgent || timer === undefined) run()
      else waiting = true
    },
    stop: () => clearTimeout(timer),
  }
}
