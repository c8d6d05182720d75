import { encodePng, readRadial, Sweep, type AsterixRecord } from '@basinet/asterix'
import { geodesicDirect, nmToM } from '@basinet/geodesy'
import type { RadarVideo } from '../contract/fused.ts'
import type { SiteConfig } from './sites.ts'

/** Radius of a picture: a screen shows no more of a radar's range, and a picture takes some 30 ms to make. */
const RADIUS_PX = 360
/** A picture is made this seldom, whatever the antenna's time of revolution. */
const PICTURE_MS = 3000
/** Radars whose video is shown at once. */
const RADARS_MAX = 8
/** Silent for so long there is no picture any more: an old echo must not stand on a map. */
const SILENT_MS = 20_000
/** Orange, at least 3:1 on the seas of the light and the dark map. */
const COLOUR = [222, 98, 0] as const

/** A picture of a radar's video and the source whose label it is under. */
export interface VideoPicture extends RadarVideo {
  readonly source: number
  readonly png: Uint8Array<ArrayBuffer>
}

interface Shown {
  readonly config: SiteConfig
  readonly sweep: Sweep
  readonly source: number
  lastMs: number
  madeMs: number
  fresh: boolean
}

/** Radar video (ASTERIX 240) of registered radars as pictures for the map. */
export class VideoDesk {
  private readonly shown = new Map<string, Shown>()

  /** Takes a radial; of compressed or incomplete video, whose method the standard leaves open, there is no picture. */
  take(
    record: Extract<AsterixRecord, { cat: 240 }>,
    config: SiteConfig,
    source: number,
    nowMs: number,
  ): void {
    const radial = readRadial(record)
    if (!radial.ok) return
    let one = this.shown.get(config.id)
    if (one !== undefined && (one.source !== source || one.config !== config)) {
      this.shown.delete(config.id)
      one = undefined
    }
    if (one === undefined) {
      if (this.shown.size >= RADARS_MAX) return
      const sweep = new Sweep({ radiusPx: RADIUS_PX, rangeM: nmToM(config.rangeNm), azimuthSteps: 2048 })
      one = { config, sweep, source, lastMs: nowMs, madeMs: 0, fresh: false }
      this.shown.set(config.id, one)
    }
    one.sweep.add(radial.value)
    one.lastMs = nowMs
    one.fresh = true
  }

  /** At most one picture a call: the thread has other work. */
  next(nowMs: number): VideoPicture | null {
    for (const one of this.shown.values()) {
      if (!one.fresh || nowMs - one.madeMs < PICTURE_MS) continue
      one.madeMs = nowMs
      one.fresh = false
      return pictureOf(one)
    }
    return null
  }

  /** Radars whose video has ended since. */
  ended(nowMs: number): string[] {
    const gone = [...this.shown].filter(([, { lastMs }]) => nowMs - lastMs > SILENT_MS).map(([id]) => id)
    for (const id of gone) this.shown.delete(id)
    return gone
  }
}

function pictureOf({ config, sweep, source, lastMs }: Shown): VideoPicture {
  const reach = nmToM(config.rangeNm)
  const along = (bearing: number): { lon: number; lat: number } =>
    geodesicDirect(config.position, bearing, reach).position
  const [north, east, south, west] = [0, 90, 180, 270].map(along)
  const corner = (x: { lon: number }, y: { lat: number }): [number, number] => [x.lon, y.lat]
  return {
    site: config.id,
    name: config.name,
    at: Math.round(lastMs),
    corners: [corner(west!, north!), corner(east!, north!), corner(east!, south!), corner(west!, south!)],
    source,
    png: new Uint8Array(encodePng(sweep.render(COLOUR))),
  }
}
