/** What moves, in the words of its trade. */
export type ActorKind =
  | 'ferry'
  | 'cruise'
  | 'cargo'
  | 'tanker'
  | 'fishing'
  | 'yacht'
  | 'patrol'
  | 'pilot'
  | 'tug'
  | 'go-fast'
  | 'survival-craft'
  | 'base-station'
  | 'aid-to-navigation'
  | 'aircraft'

/** One sentence as a receiving station heard it. */
export interface SeaReport {
  /** Unix ms UTC; never falls from one report to the next. */
  readonly atMs: number
  /** One NMEA sentence with its tag block, without line end. A message of two sentences is two reports. */
  readonly sentence: string
  /** Always begins with `SIM`. */
  readonly station: string
}

/** Where something really is and what its transmitter says of it. */
export interface TruthVessel {
  readonly id: string
  readonly kind: ActorKind
  readonly name: string
  /** Null: carries no transmitter. */
  readonly mmsi: number | null
  readonly lon: number
  readonly lat: number
  readonly courseDeg: number
  readonly speedKn: number
  /** Metres; 0 at sea. */
  readonly altitudeM: number
  /** 24-bit address of its Mode S transponder (Annex 10 III, appendix to chapter 9); null: it has none. */
  readonly address: number | null
  /** `none`: no transmitter; `off`: switched off; `false-position`: on, with another position than the true one. */
  readonly ais: 'on' | 'off' | 'none' | 'false-position'
}

export const SCENARIOS = [
  'sart',
  'dark',
  'spoofer',
  'duplicate',
  'rendezvous',
  'go-fast',
  'loiterer',
] as const
export type Scenario = (typeof SCENARIOS)[number]

export interface SeaOptions {
  /** Whole number; the same seed, start and options give the same sentences. */
  readonly seed: number
  /** Unix ms UTC of the first moment. */
  readonly startMs: number
  /** Vessels with a transmitter, scenario craft not counted; default 260, at most 200,000. */
  readonly vessels?: number
  /** Flights across the region beside those of the island lines; default 0, at most 1,000. */
  readonly overflights?: number
  /** Events to play, timed from the start; default all. */
  readonly scenarios?: readonly Scenario[]
  /** False: each transmission is heard by one station only, always (load tests). Default true. */
  readonly reception?: boolean
}

export interface Sea {
  /** Reports after the last moment advanced to, up to and including `toMs`, in order of time. */
  advance(toMs: number): Iterable<SeaReport>
  /** Everything afloat and aloft at a moment, past ones included. */
  truth(atMs: number): TruthVessel[]
}
