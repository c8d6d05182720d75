import { Type, type Static } from 'typebox'
import { Fused, FUSED_STATES } from './fused.ts'
import { Lat, Lon, Point } from './geo.ts'
import { Why } from './picture-alert.ts'
import { Severity } from './words.ts'

/** Kinds of contact on the picture, stored by their place in this list; `hand` was entered by an officer, `radar` says nothing of itself. */
export const VESSEL_CLASSES = ['A', 'B', 'aton', 'base', 'sar', 'sart', 'hand', 'air', 'radar'] as const
export type VesselClass = (typeof VESSEL_CLASSES)[number]

/**
 * One contact as the live picture shows it. Absent = not known. `at` and `age` in milliseconds (`at` Unix UTC),
 * `sog` knots, `cog` and `heading` degrees true, `len` and `beam` metres.
 */
export const Vessel = Type.Object(
  {
    /** `ais:<mmsi>`, `adsb:<address>`, `track:<number>` or `hand:<record id>`. */
    id: Type.String(),
    /** The contact's number (contact-key.ts): the MMSI of one that has it; 0 for a hand-entered contact. */
    mmsi: Type.Integer(),
    name: Type.Optional(Type.String()),
    callSign: Type.Optional(Type.String()),
    imo: Type.Optional(Type.Integer()),
    lon: Lon,
    lat: Lat,
    cog: Type.Optional(Type.Number()),
    sog: Type.Optional(Type.Number()),
    heading: Type.Optional(Type.Number()),
    /** ITU-R M.1371-5 Annex 8 table 48, 0-15. */
    navStatus: Type.Optional(Type.Integer()),
    shipType: Type.Optional(Type.Integer()),
    cls: Type.Enum(VESSEL_CLASSES),
    at: Type.Integer(),
    /** Receiving station that heard it last. */
    station: Type.String(),
    /** ISO 3166-1 alpha-3 of the MMSI's country digits. */
    flag: Type.Optional(Type.String()),
    len: Type.Optional(Type.Number()),
    beam: Type.Optional(Type.Number()),
    /** Rules of its open alerts. */
    flags: Type.Optional(Type.Array(Type.String())),
    /** What radars say of it, where they look. */
    fused: Type.Optional(Type.Enum(FUSED_STATES)),
    /** Of an aircraft, as it says, m. */
    altitudeM: Type.Optional(Type.Number()),
    /** Radius that holds it, for contacts entered by hand: grows with age. */
    accuracyM: Type.Optional(Type.Number()),
    age: Type.Integer(),
  },
  { additionalProperties: false },
)
export type Vessel = Static<typeof Vessel>

/** First event of a stream, and again whenever the reader fell behind or moved the viewport. */
export interface SnapshotEvent {
  /** Id to name in `POST /picture/stream/viewport`. */
  readonly stream: string
  readonly at: number
  readonly vessels: readonly Vessel[]
  /** How many are in the viewport; more than `vessels` when the limit cut the list. */
  readonly total: number
}
export interface DeltaEvent {
  readonly at: number
  readonly vessels: readonly Vessel[]
  /** Ids that left the viewport, fell silent too long or may no longer be read. */
  readonly gone: readonly string[]
}

/** An alert as the picture shows it; `id` is the record's. */
export const AlertView = Type.Object(
  {
    id: Type.String(),
    rev: Type.Integer(),
    rule: Type.String(),
    severity: Severity,
    distress: Type.Boolean(),
    at: Type.String(),
    mmsi: Type.Optional(Type.Integer()),
    /** A contact without an MMSI: `track:…`, `adsb:…`. */
    contact: Type.Optional(Type.String()),
    name: Type.Optional(Type.String()),
    position: Type.Union([Point, Type.Null()]),
    why: Why,
    state: Type.String(),
    area: Type.Optional(Type.String()),
    sarLog: Type.Optional(Type.String()),
  },
  { additionalProperties: false },
)
export type AlertView = Static<typeof AlertView>

/** `[Unix ms, lon, lat, knots | null, degrees | null]` */
export const TrackPoint = Type.Tuple([
  Type.Integer(),
  Lon,
  Lat,
  Type.Union([Type.Number(), Type.Null()]),
  Type.Union([Type.Number(), Type.Null()]),
])
export type TrackPoint = Static<typeof TrackPoint>

export const Track = Type.Object({
  points: Type.Array(TrackPoint),
  /** `[from, to]` Unix ms without a report for longer than the vessel's class reports. */
  gaps: Type.Array(Type.Tuple([Type.Integer(), Type.Integer()])),
  /** Reports there are; more than `points` when they were thinned to the limit. */
  total: Type.Integer(),
})
export type Track = Static<typeof Track>

/** Static and voyage data as last received. */
export const StaticData = Type.Object({
  mmsi: Type.Integer(),
  name: Type.Optional(Type.String()),
  callSign: Type.Optional(Type.String()),
  imo: Type.Optional(Type.Integer()),
  shipType: Type.Optional(Type.Integer()),
  dimensions: Type.Optional(
    Type.Object({ bow: Type.Number(), stern: Type.Number(), port: Type.Number(), starboard: Type.Number() }),
  ),
  draughtM: Type.Optional(Type.Number()),
  destination: Type.Optional(Type.String()),
  /** `MM-DDTHH:MM` UTC as transmitted: the message carries no year. */
  eta: Type.Optional(Type.String()),
  mothershipMmsi: Type.Optional(Type.Integer()),
  at: Type.Integer(),
})
export type StaticData = Static<typeof StaticData>

/** One identity a vessel claimed, and when it was first and last heard with it. */
export const IdentityClaim = Type.Object({
  from: Type.Integer(),
  to: Type.Integer(),
  name: Type.Optional(Type.String()),
  callSign: Type.Optional(Type.String()),
  imo: Type.Optional(Type.Integer()),
  shipType: Type.Optional(Type.Integer()),
  len: Type.Optional(Type.Number()),
  beam: Type.Optional(Type.Number()),
})
export type IdentityClaim = Static<typeof IdentityClaim>

export const VesselDetail = Type.Object({
  vessel: Vessel,
  static: Type.Union([StaticData, Type.Null()]),
  checks: Type.Array(AlertView),
  identityHistory: Type.Array(IdentityClaim),
  fused: Type.Optional(Fused),
})
export type VesselDetail = Static<typeof VesselDetail>

/** `[mmsi, lon, lat, knots | null, degrees | null, heading | null]` */
export type PlaybackPoint = readonly [number, number, number, number | null, number | null, number | null]

export interface Playback {
  readonly from: number
  readonly to: number
  readonly stepSeconds: number
  /** Vessels that appear, once. */
  readonly vessels: readonly {
    readonly mmsi: number
    readonly name?: string
    readonly shipType?: number
    readonly cls: VesselClass
  }[]
  /** Each frame holds the vessels heard within `stepSeconds` before `at`. */
  readonly frames: readonly { readonly at: number; readonly points: readonly PlaybackPoint[] }[]
}

/** Closest point of approach; `tcpaS` negative = already past. */
export interface Cpa {
  readonly a: string
  readonly b: string
  readonly at: number
  readonly distanceM: number
  readonly cpaM: number
  readonly tcpaS: number
  readonly aAtCpa: Point
  readonly bAtCpa: Point
}

/** Tracks that a contact entered by hand may be, best first. `score` 1 = in the middle of its circle and nothing against it. */
export const MergeCandidates = Type.Object({
  at: Type.Integer(),
  items: Type.Array(
    Type.Object({
      vessel: Vessel,
      distanceM: Type.Number(),
      score: Type.Number({ minimum: 0, maximum: 1 }),
      against: Type.Array(Type.Enum(['course', 'speed', 'type'])),
    }),
  ),
})
export type MergeCandidates = Static<typeof MergeCandidates>
