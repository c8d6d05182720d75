import { readLastKnown } from '../positions/last-known.ts'
import { readVesselStatics } from '../positions/vessel-static.ts'
import { STATICS_KEPT_MS } from './ingest.ts'
import type { Picture } from './picture.ts'
import type { ServiceRun } from './service-store.ts'

/** Brings the picture up to date from the tables: in processes without the feeds, and once at every start. */
export interface Follower {
  /** One look now. */
  look(): Promise<void>
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
  return {
    async look() {
      const found = await run(async (tx) => ({
        places: await readLastKnown(tx, placesRound),
        statics: await readVesselStatics(tx, staticsRound, new Date(now() - STATICS_KEPT_MS)),
      }))
      placesRound = found.places.round
      staticsRound = found.statics.round
      if (found.places.vessels.some((v) => !picture.sources.has(v.source))) await onNewSource()
      picture.putStatics(found.statics.vessels)
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
    },
  }
}
