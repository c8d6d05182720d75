import type { FeedClock, Source } from './transport.ts'

/** A simulated world that says what its stations would have heard. */
export interface Simulation {
  /** What was heard after the last moment advanced to, up to and including `toMs` (Unix ms): lines, or datagrams of octets. */
  advance(toMs: number): Iterable<{ readonly sentence: string } | { readonly octets: Uint8Array }>
}

/** Handed in by the composition root of a demonstration node; a service node has none. */
export type OpenSimulation = (options: {
  readonly seed: number
  readonly vessels: number
  readonly startMs: number
  /** Content of the feed: which of the world's senders it hears. */
  readonly content: string
}) => Simulation

export interface SimulatedOptions {
  readonly seed: number
  readonly vessels: number
  readonly content: string
  readonly open: OpenSimulation | null
}

const STEP_MS = 250

/** A simulated world at the pace of the clock. What it brings is marked by its station names and the feed's label. */
export function simulated(options: SimulatedOptions, clock: FeedClock): Source {
  return {
    address: `simulated://seed-${options.seed}`,
    async run(events, signal) {
      if (options.open === null) {
        events.down('only a demonstration node has a simulated sea')
        await new Promise<void>((done) => signal.addEventListener('abort', () => done(), { once: true }))
        return
      }
      const { seed, vessels, content } = options
      const sea = options.open({ seed, vessels, content, startMs: clock.now() })
      const sink = events.open('sea')
      events.up()
      while (!signal.aborted) {
        const lines: string[] = []
        for (const report of sea.advance(clock.now()))
          if ('sentence' in report) lines.push(report.sentence)
          else await sink.push(report.octets)
        if (lines.length > 0) await sink.push(Buffer.from(`${lines.join('\r\n')}\r\n`, 'latin1'))
        await clock.sleep(STEP_MS, signal)
      }
      sink.end()
    },
  }
}
