import type { Tx } from '@basinet/kernel/store'
import { readLastKnown } from '../positions/last-known.ts'
import { readVesselStatics } from '../positions/vessel-static.ts'
import { STATICS_KEPT_MS } from './ingest.ts'
import type { Picture } from './picture.ts'
import type { ServiceRun } from './service-store.ts'

/** Brings the picture up to date from the tables: in processes without the feeds, and once at every start. */
export interface Follower {
  /** One look now. */
  look(): Promise<void>
  /** Static data alone: what somebody else stored, a recording taken in by hand for instance. */
  lookAtStatics(): Promise<void>
}

export function createFollower(
  picture: Picture,
  run: ServiceRun,
  now: () => number,
  /** Points came whose source is not known here yet. */
  onNewSource: () => Promise<void>,
): Follower {
  let placesRound = 0
  let staticsRound = 0
  /** A recording may bring names that were heard long ago: of use for the vessels that are in sight. */
  const take = (found: Awaited<ReturnType<typeof readVesselStatics>>, since: number): void => {
    staticsRound = found.round
    picture.putStatics(
      found.vessels.filter((v) => v.atMs >= since || picture.board.slotOf(v.mmsi) !== undefined),
    )
  }
  const readStatics = (tx: Tx, since: number): ReturnType<typeof readVesselStatics> =>
    readVesselStatics(tx, staticsRound, staticsRound === 0 ? new Date(since) : null)

  return {
    async look() {
      const since = now() - STATICS_KEPT_MS
      const found = await run(async (tx) => ({
        places: await readLastKnown(tx, placesRound),
        statics: await readStatics(tx, since),
      }))
      placesRound = found.places.round
      if (found.places.vessels.some((v) => !picture.sources.has(v.source))) await onNewSource()
      for (const v of found.places.vessels)
        picture.board.put(
          v.mmsi,
          v.atMs,
          v.lonE7,
          v.latE7,
          v.sog,
          v.cog,
          v.heading,
          v.navStatus,
          v.cls,
          v.source,
        )
      take(found.statics, since)
    },
    async lookAtStatics() {
      const since = now() - STATICS_KEPT_MS
      const found = await run((tx) => readStatics(tx, since))
      if (found.vessels.some((v) => !picture.sources.has(v.source))) await onNewSource()
      take(found, since)
    },
  }
}
