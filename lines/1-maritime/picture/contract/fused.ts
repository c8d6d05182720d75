import { Type, type Static } from 'typebox'
import { Lat, Lon } from './geo.ts'

/** What radars and the craft's own reports say together: both, the report alone where a radar looks, the radar alone. */
export const FUSED_STATES = ['correlated', 'cooperative-only', 'radar-only'] as const
export type FusedState = (typeof FUSED_STATES)[number]

const strict = { additionalProperties: false }

/** What a contact's estimate was made of. */
export const FusedSource = Type.Object(
  {
    /** `system`: a track of another centre (ASTERIX 062). */
    kind: Type.Enum(['radar', 'ais', 'adsb', 'system']),
    name: Type.String(),
    /** Last contribution, Unix ms. */
    lastAt: Type.Integer(),
    /** Plots or reports that went in. */
    count: Type.Integer(),
  },
  strict,
)
export type FusedSource = Static<typeof FusedSource>

/** The fused estimate of one contact. Times Unix ms, knots, degrees true, metres. */
export const Fused = Type.Object(
  {
    state: Type.Enum(FUSED_STATES),
    /** Since when it is in this state. */
    since: Type.Integer(),
    at: Type.Integer(),
    lon: Lon,
    lat: Lat,
    sog: Type.Number(),
    cog: Type.Number(),
    /** Holds the true place with 95 %: half axes, and bearing of the greater one. */
    ellipse: Type.Object({ majorM: Type.Number(), minorM: Type.Number(), bearingDeg: Type.Number() }, strict),
    domain: Type.Enum(['surface', 'air']),
    /** System track behind it; absent where no radar holds it. */
    track: Type.Optional(Type.String()),
    sources: Type.Array(FusedSource),
  },
  strict,
)
export type Fused = Static<typeof Fused>

/** How a radar does, as the fusion sees it. */
export const RadarStatus = Type.Object(
  {
    /** Record of the site; absent for a source whose site nobody registered. */
    site: Type.Optional(Type.String()),
    name: Type.String(),
    sac: Type.Integer(),
    sic: Type.Integer(),
    /** Feed that brought its last plots. */
    feed: Type.Optional(Type.String()),
    state: Type.Enum(['used', 'silent', 'unregistered', 'outside', 'system']),
    lastAt: Type.Union([Type.Integer(), Type.Null()]),
    plots: Type.Integer(),
    /** Plots that came later than the fusion waits. */
    late: Type.Integer(),
    /** Time of one revolution by its own north marks, s. */
    scanSeconds: Type.Union([Type.Number(), Type.Null()]),
    detectionRate: Type.Union([Type.Number(), Type.Null()]),
    /** What it measures too much, with one standard deviation, and from how many plots of craft that report; null: none yet. */
    bias: Type.Union([
      Type.Object(
        {
          rangeM: Type.Number(),
          bearingDeg: Type.Number(),
          seconds: Type.Number(),
          sigmaRangeM: Type.Number(),
          sigmaBearingDeg: Type.Number(),
          sigmaSeconds: Type.Number(),
          plots: Type.Integer(),
        },
        strict,
      ),
      Type.Null(),
    ]),
  },
  strict,
)
export type RadarStatus = Static<typeof RadarStatus>

const Corner = Type.Tuple([Lon, Lat])
/** Video of one radar as a picture: where its corners lie, from the north-west clockwise. */
export const RadarVideo = Type.Object(
  {
    site: Type.String(),
    name: Type.String(),
    /** Newest video in it, Unix ms. */
    at: Type.Integer(),
    corners: Type.Tuple([Corner, Corner, Corner, Corner]),
  },
  strict,
)
export type RadarVideo = Static<typeof RadarVideo>

/** Whole of the fusion, for its page. */
export const FusionStatus = Type.Object(
  {
    radars: Type.Array(RadarStatus),
    contacts: Type.Integer(),
    correlated: Type.Integer(),
    radarOnly: Type.Integer(),
    /** Reports not given to the fusion because more came than it takes. */
    reportsLeft: Type.Integer(),
    at: Type.Integer(),
  },
  strict,
)
export type FusionStatus = Static<typeof FusionStatus>
