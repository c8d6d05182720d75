import type { Done, Scenario, Stage } from './scenario.ts'

export type StepState =
  | { readonly state: 'waiting' | 'running' }
  | { readonly state: 'done'; readonly done: Done; readonly seconds: number }
  | { readonly state: 'failed'; readonly why: string }

/** One scenario as it is being shown. One step runs at a time; each can be run again, and the whole begun anew. */
export interface Showing {
  readonly scenario: Scenario
  readonly states: readonly StepState[]
  /** Starts a step unless one is running. @returns whether it was started */
  run(step: number): boolean
  /** Forgets what was shown; the records stay at the nodes. @returns false while a step is running */
  reset(): boolean
  /** When nothing is running any more. */
  idle(): Promise<void>
}

/** @param stage a fresh one for each showing, whose `left` begins empty */
export function showing(scenario: Scenario, stage: () => Stage, monotonic: () => number): Showing {
  const blank = (): StepState[] => scenario.steps.map(() => ({ state: 'waiting' }))
  let states = blank()
  let held = stage()
  let running: Promise<void> | null = null

  const work = async (at: number): Promise<void> => {
    const began = monotonic()
    states[at] = { state: 'running' }
    try {
      const done = await scenario.steps[at]!.run(held)
      states[at] = { state: 'done', done, seconds: (monotonic() - began) / 1000 }
    } catch (error) {
      states[at] = { state: 'failed', why: error instanceof Error ? error.message : String(error) }
    }
  }
  return {
    scenario,
    get states() {
      return states
    },
    run(at) {
      if (running !== null || scenario.steps[at] === undefined) return false
      running = work(at).finally(() => {
        running = null
      })
      return true
    },
    reset() {
      if (running !== null) return false
      states = blank()
      held = stage()
      return true
    },
    idle: () => running ?? Promise.resolve(),
  }
}
