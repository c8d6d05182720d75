import { Type, type Static } from 'typebox'

/** WGS-84 degrees, east and north positive. */
export const Lon = Type.Number({ minimum: -180, maximum: 180 })
export const Lat = Type.Number({ minimum: -90, maximum: 90 })

export const Point = Type.Object({ lon: Lon, lat: Lat }, { additionalProperties: false })
export type Point = Static<typeof Point>

/** Corners of a drawn ring at most, the closing one counted. */
export const RING_MAX = 500

/** A drawn area: one ring, first and last corner equal, as GeoJSON writes it (RFC 7946 section 3.1.6). */
export const Polygon = Type.Object(
  {
    type: Type.Literal('Polygon'),
    coordinates: Type.Array(Type.Array(Type.Tuple([Lon, Lat]), { minItems: 4, maxItems: RING_MAX }), {
      minItems: 1,
      maxItems: 1,
    }),
  },
  { additionalProperties: false },
)
export type Polygon = Static<typeof Polygon>

export const RADIUS_MAX_M = 500_000
export const Circle = Type.Object(
  {
    type: Type.Literal('Circle'),
    center: Type.Tuple([Lon, Lat]),
    radiusM: Type.Number({ exclusiveMinimum: 0, maximum: RADIUS_MAX_M }),
  },
  { additionalProperties: false },
)
export type Circle = Static<typeof Circle>

export const Shape = Type.Union([Polygon, Circle])
export type Shape = Static<typeof Shape>
