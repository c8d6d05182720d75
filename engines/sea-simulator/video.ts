import { encode, videoRecord } from '@basinet/asterix'
import { geodesicInverse } from '@basinet/geodesy'
import { RADARS, type SimRadar } from './radar-sites.ts'
import { mix32, uniformOf } from './random.ts'
import type { Sea } from './sea.ts'

/** Directions a revolution and cells a direction: 1.4° and a 500th of the range. */
const DIRECTIONS = 256
const CELLS = 500
const NOISE_SHARE = 0.004
const BITS = 8
const FULL = 2 ** BITS - 1
const DAY_MS = 86_400_000

/**
 * Radar video of one radar as ASTERIX 240, one datagram a direction: an echo of every craft in range, fainter with distance, and noise. No
 * coast: an echo of land needs hills. The same seed and start give the same octets.
 */
export function createVideo(
  sea: Pick<Sea, 'truth'>,
  { seed, startMs, radar = RADARS[0]! }: { seed: number; startMs: number; radar?: SimRadar },
): { advance(toMs: number): Iterable<{ readonly atMs: number; readonly octets: Uint8Array }> } {
  const stepMs = (radar.scanSeconds * 1000) / DIRECTIONS
  let next = Math.ceil(startMs / stepMs)
  let echoes: Map<number, { cell: number; level: number }[]> = new Map()
  let sequence = 0
  return {
    *advance(toMs) {
      for (; next * stepMs <= toMs; next++) {
        const direction = next % DIRECTIONS
        const atMs = next * stepMs
        if (direction === 0 || echoes.size === 0) echoes = echoesOf(sea, radar, atMs)
        const cells = noise(mix32(seed, next % 2 ** 30))
        for (const { cell, level } of echoes.get(direction) ?? []) cells[cell] = level
        const record = videoRecord(
          {
            startDeg: (direction * 360) / DIRECTIONS,
            endDeg: (((direction + 1) % DIRECTIONS) * 360) / DIRECTIONS,
            startM: 0,
            cellM: radar.rangeM / CELLS,
            bits: BITS,
            cells,
          },
          {
            sac: radar.sac,
            sic: radar.sic,
            sequence: sequence++,
            timeOfDayS: Math.floor(((atMs % DAY_MS) / 1000) * 128) / 128,
          },
        )
        yield { atMs, octets: encode([record]) }
      }
    },
  }
}

function echoesOf(
  sea: Pick<Sea, 'truth'>,
  radar: SimRadar,
  atMs: number,
): Map<number, { cell: number; level: number }[]> {
  const found = new Map<number, { cell: number; level: number }[]>()
  for (const craft of sea.truth(atMs)) {
    if (craft.kind === 'base-station' || craft.kind === 'survival-craft') continue
    const { distanceM, initialBearingDeg } = geodesicInverse(radar, craft)
    const cell = Math.floor((distanceM / radar.rangeM) * CELLS)
    if (cell >= CELLS) continue
    const level = Math.round(FULL * Math.max(0.6, 1 - distanceM / radar.rangeM))
    const direction = Math.floor((((initialBearingDeg + 360) % 360) / 360) * DIRECTIONS)
    // A beam is broader than a direction: the echo is an arc.
    for (const d of [direction - 1, direction, direction + 1]) {
      const key = (d + DIRECTIONS) % DIRECTIONS
      const list = found.get(key) ?? []
      list.push({ cell, level: d === direction ? level : Math.round(level * 0.7) })
      if (cell + 1 < CELLS) list.push({ cell: cell + 1, level: Math.round(level * 0.6) })
      found.set(key, list)
    }
  }
  return found
}

function noise(key: number): Uint32Array {
  const cells = new Uint32Array(CELLS)
  for (let n = 0; n < CELLS; n++)
    if (uniformOf(key, n) < NOISE_SHARE) cells[n] = Math.round(60 * uniformOf(key, CELLS + n))
  return cells
}
