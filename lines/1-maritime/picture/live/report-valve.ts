/** Part of the sea that radars look at: west, south, east, north in degrees. */
export type CoverageBox = readonly [number, number, number, number]

/** Numbers of one report in a batch: contact, Unix ms, longitude, latitude, source. */
export const REPORT_FIELDS = 5
/** A craft is passed on at most this often: radars turn in three seconds, and a report is good for several turns. */
const EVERY_MS = 4000
/** Reports of one batch; what comes beyond is counted and left out. Two batches a second. */
const BATCH_MAX = 4000
/** Craft passed on within the last minutes; further ones are left out until some are gone. */
const CRAFT_MAX = 6000
const FORGET_MS = 10 * 60_000

/** Passes on to the fusion what it can use of the reports, and no more than it can take: AIS itself never waits for it. */
export interface ReportValve {
  coverage(boxes: readonly CoverageBox[]): void
  offer(key: number, atMs: number, lon: number, lat: number, source: number): void
  /** What gathered since, or null. */
  drain(): Float64Array<ArrayBuffer> | null
  /** Reports near radars that were left out because too many came. */
  readonly left: number
}

export function createReportValve(): ReportValve {
  let boxes: readonly CoverageBox[] = []
  const passedMs = new Map<number, number>()
  const batch = new Float64Array(BATCH_MAX * REPORT_FIELDS)
  let count = 0
  let left = 0
  let newestMs = 0

  /** True when the craft is among those passed on, or finds a place among them. */
  const admitted = (key: number): boolean => {
    if (passedMs.has(key) || passedMs.size < CRAFT_MAX) return true
    for (const [old, atMs] of passedMs) {
      if (newestMs - atMs <= FORGET_MS) break
      passedMs.delete(old)
    }
    return passedMs.size < CRAFT_MAX
  }

  return {
    coverage(next) {
      boxes = next
    },
    offer(key, atMs, lon, lat, source) {
      if (boxes.length === 0 || !isInside(boxes, lon, lat)) return
      const last = passedMs.get(key)
      if (last !== undefined && Math.abs(atMs - last) < EVERY_MS) return
      newestMs = Math.max(newestMs, atMs)
      if (count >= BATCH_MAX || !admitted(key)) {
        left++
        return
      }
      // Re-inserted so that the map's order is "passed on longest ago first".
      passedMs.delete(key)
      passedMs.set(key, atMs)
      batch.set([key, atMs, lon, lat, source], count++ * REPORT_FIELDS)
    },
    drain() {
      if (count === 0) return null
      const full = batch.slice(0, count * REPORT_FIELDS)
      count = 0
      return full
    },
    get left() {
      return left
    },
  }
}

function isInside(boxes: readonly CoverageBox[], lon: number, lat: number): boolean {
  for (const [west, south, east, north] of boxes)
    if (lat >= south && lat <= north && lon >= west && lon <= east) return true
  return false
}
