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

export function createFollower(picture: Picture, run: ServiceRun, now: () => number): Follower {
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
