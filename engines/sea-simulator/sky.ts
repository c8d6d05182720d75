import { beastFrame, encode, encodeCpr, velocityComponents, type SendableSquitter } from '@basinet/adsb'
import { quickDistanceM } from '@basinet/geodesy'
import { STATIONS } from './stations.ts'
import type { Sea, TruthVessel } from './sea.ts'

/** One position and one velocity a second of each aircraft; DO-260B has two of each. */
const STEP_MS = 1000
const IDENT_EVERY = 5
const TICKS_PER_MS = 12_000
const FOOT_M = 0.3048
/** As slow it stands on its wheels, and says nothing here. */
const ALOFT_KN = 60

/** What receivers beside the AIS stations hear of transponders: ADS-B squitters as Beast binary. */
export function createSky(
  sea: Pick<Sea, 'truth'>,
  { startMs }: { readonly startMs: number },
): { advance(toMs: number): Iterable<{ readonly atMs: number; readonly octets: Uint8Array }> } {
  let next = Math.ceil(startMs / STEP_MS)
  return {
    *advance(toMs) {
      for (; next * STEP_MS <= toMs; next++) {
        const atMs = next * STEP_MS
        for (const craft of sea.truth(atMs))
          if (craft.address !== null && craft.speedKn > ALOFT_KN && isHeard(craft))
            yield { atMs, octets: squitters(craft, craft.address, next, atMs - startMs) }
      }
    },
  }
}

function isHeard({ lon, lat, altitudeM }: TruthVessel): boolean {
  return STATIONS.some(
    (s) => quickDistanceM(s.lon, s.lat, lon, lat) < 4120 * (Math.sqrt(s.heightM) + Math.sqrt(altitudeM)),
  )
}

function squitters(craft: TruthVessel, address: number, second: number, sinceMs: number): Uint8Array {
  const odd = second % 2 === 1
  const messages: SendableSquitter[] = [
    {
      kind: 'airborne-position',
      typeCode: 11,
      surveillanceStatus: 0,
      nicSupplementB: false,
      altitudeFt: Math.round(craft.altitudeM / FOOT_M / 25) * 25,
      altitudeSource: 'barometric',
      timeSynchronised: false,
      cprOdd: odd,
      ...encodeCpr(craft.lat, craft.lon, odd, false),
    },
    {
      kind: 'ground-velocity',
      subtype: 1,
      intentChange: false,
      ifrCapable: true,
      nacV: 1,
      verticalRateSource: 'barometric',
      verticalRateFtMin: 0,
      geometricMinusBarometricFt: null,
      ...velocityComponents(craft.speedKn, craft.courseDeg),
    },
  ]
  if ((second + address) % IDENT_EVERY === 0)
    messages.push({
      kind: 'identification',
      typeCode: 4,
      category: 'A1',
      callsign: `SIM${(address & 0xffff).toString().padStart(3, '0')}`,
    })
  const frames = messages.map((squitter, n) =>
    beastFrame(encode({ df: 17, address, capability: 5, squitter }), {
      ticks: (sinceMs + n) * TICKS_PER_MS,
      level: 120,
    }),
  )
  const out = new Uint8Array(frames.reduce((sum, frame) => sum + frame.length, 0))
  let at = 0
  for (const frame of frames) {
    out.set(frame, at)
    at += frame.length
  }
  return out
}
