import { geodesicInverse, mToNm } from '@basinet/geodesy'
import { bearing } from '@basinet/console/i18n/nautical.ts'
import { useFormat } from '@basinet/console/i18n/use.ts'
import type { MapMouseEvent } from 'maplibre-gl'
import { useEffect, useMemo, useState, type ReactNode } from 'react'
import { line } from '../map/geometry.ts'
import { usePictureMap } from '../map/map-context.ts'
import { writeText, type Painter } from '../map/overlay.ts'
import { shape } from '../map/shapes.ts'
import { useMapColours } from '../map/theme-colours.ts'
import { usePainter, useShapes } from '../map/use-shapes.ts'
import { pointing, type Place } from '../state/picture-state.ts'

interface Leg {
  readonly from: Place | null
  readonly to: Place | null
  /** The second end is set; the next click starts anew. */
  readonly fixed: boolean
}

const NONE: Leg = { from: null, to: null, fixed: false }

/** Bearing and distance between two points of the map, on the ellipsoid. */
export function Measure(): ReactNode {
  const picture = usePictureMap()
  const format = useFormat()
  const colours = useMapColours()
  const [leg, setLeg] = useState<Leg>(NONE)

  useEffect(() => {
    if (picture === null) return undefined
    pointing.set(
      () => (place: Place) =>
        setLeg((before) =>
          before.from === null || before.fixed
            ? { from: place, to: null, fixed: false }
            : { ...before, to: place, fixed: true },
        ),
    )
    const move = ({ lngLat }: MapMouseEvent): void =>
      setLeg((before) =>
        before.from === null || before.fixed
          ? before
          : { ...before, to: { lon: lngLat.lng, lat: lngLat.lat } },
      )
    picture.map.on('mousemove', move)
    return () => {
      picture.map.off('mousemove', move)
      pointing.set(null)
    }
  }, [picture])

  const { from, to } = leg
  const found = from === null || to === null ? null : geodesicInverse(from, to)
  const words =
    found === null
      ? null
      : `${bearing(found.initialBearingDeg)} T  ${format.number(mToNm(found.distanceM), { minimum: 2, maximum: 2 })} NM`
  useShapes(
    'measure',
    from === null || to === null
      ? []
      : [
          shape(
            line([
              [from.lon, from.lat],
              [to.lon, to.lat],
            ]),
            { colour: colours.accent, fill: 0, width: 2, dashed: false },
          ),
        ],
  )
  const painter = useMemo<Painter | null>(() => {
    if (to === null || words === null) return null
    return ({ context, at }) => {
      const [x, y] = at(to.lon, to.lat)
      writeText(context, words, x + 10, y - 12, colours.text, colours.halo)
    }
  }, [to, words, colours.text, colours.halo])
  usePainter('measure', painter)
  return null
}
