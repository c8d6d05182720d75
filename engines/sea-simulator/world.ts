import { createSea } from './create-sea.ts'
import { createRadars } from './radars.ts'
import { createSky } from './sky.ts'
import { createVideo } from './video.ts'

export type WorldOptions = {
  readonly seed: number
  readonly vessels: number
  readonly startMs: number
  /** `ais`: sentences; `asterix`: datagrams of radars; `adsb`: Beast octets. */
  readonly content: string
}

/** Two senders on one feed: plots of all radars, and the video of one of them. */
function together<T>(
  a: { advance(toMs: number): Iterable<T> },
  b: { advance(toMs: number): Iterable<T> },
): { advance(toMs: number): Iterable<T> } {
  return {
    *advance(toMs) {
      yield* a.advance(toMs)
      yield* b.advance(toMs)
    },
  }
}

/** The senders of one kind in the simulated world: with one seed and number of vessels all kinds tell of the same craft. */
export function openWorld({ content, ...options }: WorldOptions): {
  advance(toMs: number): Iterable<{ readonly sentence: string } | { readonly octets: Uint8Array }>
} {
  const sea = createSea(options)
  switch (content) {
    case 'ais':
      return sea
    case 'asterix':
      return together(createRadars(sea, options), createVideo(sea, options))
    case 'adsb':
      return createSky(sea, options)
    default:
      throw new Error(`no simulated sender of ${content}`)
  }
}
