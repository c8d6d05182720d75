import type { LastKnown } from '../positions/last-known.ts'
import { classOf, fromE7 } from '../positions/scaled.ts'
import type { VesselStatic } from '../positions/vessel-static.ts'
import { emptyPositionUpdate } from '../rules/update.ts'
import type { RulesPort } from './rules-port.ts'

/** A message of each class, for a place of which only the class was kept. */
const MESSAGE_OF_CLASS = {
  A: 1,
  B: 18,
  aton: 21,
  base: 4,
  sar: 9,
  sart: 1,
  hand: 0,
  air: 0,
  radar: 0,
} as const
const STATUS_UNDEFINED = 15

const tenths = (value: number): number => (value < 0 ? Number.NaN : value / 10)

/** Tells the rules what was known before a restart, so that a jump or a changed identity across it is seen. */
export function restoreRules(
  rules: RulesPort,
  places: readonly LastKnown[],
  statics: readonly VesselStatic[],
): void {
  const update = emptyPositionUpdate()
  for (const p of places) {
    update.mmsi = p.mmsi
    update.atMs = p.atMs
    update.lon = fromE7(p.lonE7)
    update.lat = fromE7(p.latE7)
    update.sogKn = tenths(p.sog)
    update.cogDeg = tenths(p.cog)
    update.headingDeg = p.heading < 0 ? Number.NaN : p.heading
    update.navStatus = p.navStatus < 0 ? STATUS_UNDEFINED : p.navStatus
    update.messageType = MESSAGE_OF_CLASS[classOf(p.cls)]
    rules.restore(update)
  }
  for (const s of statics) {
    rules.restoreStatic({
      mmsi: s.mmsi,
      atMs: s.atMs,
      messageType: 5,
      station: '',
      ...(s.imo === null ? {} : { imo: s.imo }),
      ...(s.name === null ? {} : { name: s.name }),
      ...(s.callSign === null ? {} : { callSign: s.callSign }),
      ...(s.shipType === null ? {} : { shipType: s.shipType }),
      ...length('lengthM', s.toBowM, s.toSternM),
      ...length('beamM', s.toPortM, s.toStarboardM),
    })
  }
}

function length<K extends string>(key: K, a: number | null, b: number | null): { [P in K]?: number } {
  return a === null || b === null || a + b === 0 ? {} : ({ [key]: a + b } as { [P in K]?: number })
}
