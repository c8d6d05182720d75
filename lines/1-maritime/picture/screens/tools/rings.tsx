import { geodesicDirect, nmToM } from '@basinet/geodesy'
import { useFormat } from '@basinet/console/i18n/use.ts'
import { useStore } from '@basinet/console/state/store.ts'
import { useEffect, useMemo, useState, type ReactNode } from 'react'
import { circle } from '../map/geometry.ts'
import { usePictureMap } from '../map/map-context.ts'
import { writeText, type Painter } from '../map/overlay.ts'
import { shape } from '../map/shapes.ts'
import { useMapColours } from '../map/theme-colours.ts'
import { usePainter, useShapes } from '../map/use-shapes.ts'
import { pointing, selected, type Place } from '../state/picture-state.ts'

/** Distances between rings, nautical miles; the widest of which four still fit the view. */
const STEPS_NM = [0.25, 0.5, 1, 2, 3, 6, 12, 24, 50] as const
const RINGS = 4
const EQUATOR_PX_PER_NM_AT_0 = 512 / 21_600

function stepFor(zoom: number, lat: number, heightPx: number): number {
  const pxPerNm = (EQUATOR_PX_PER_NM_AT_0 * 2 ** zoom) / Math.cos((lat * Math.PI) / 180)
  return STEPS_NM.findLast((step) => step * RINGS * pxPerNm <= heightPx * 0.46) ?? STEPS_NM[0]
}

/** Range rings around the vessel in hand, or around the place that is pointed at. */
export function Rings(): ReactNode {
  const picture = usePictureMap()
  const format = useFormat()
  const colours = useMapColours()
  const id = useStore(selected)
  const [place, setPlace] = useState<Place | null>(null)
  const [, turn] = useState(0)

  useEffect(() => {
    if (picture === null) return undefined
    const redraw = (): void => turn((n) => n + 1)
    pointing.set(() => setPlace)
    picture.map.on('zoomend', redraw)
    const stop = picture.vessels.subscribe(redraw)
    return () => {
      picture.map.off('zoomend', redraw)
      stop()
      pointing.set(null)
    }
  }, [picture])

  const centre = place ?? (id === null ? null : (picture?.vessels.get(id) ?? null))
  const lon = centre?.lon ?? null
  const lat = centre?.lat ?? null
  const step =
    picture === null || lat === null
      ? 1
      : stepFor(picture.map.getZoom(), lat, picture.map.getContainer().clientHeight)
  const radii = Array.from({ length: RINGS }, (_, i) => step * (i + 1))
  useShapes(
    'rings',
    lon === null || lat === null
      ? []
      : radii.map((nm) =>
          shape(circle([lon, lat], nmToM(nm)), { colour: colours.accent, fill: 0, width: 1, dashed: false }),
        ),
  )
  const painter = useMemo<Painter | null>(() => {
    if (lon === null || lat === null) return null
    return ({ context, at }) => {
      for (let i = 1; i <= RINGS; i++) {
        const { position } = geodesicDirect({ lon, lat }, 0, nmToM(step * i))
        const [x, y] = at(position.lon, position.lat)
        const words = `${format.number(step * i)} NM`
        writeText(context, words, x - words.length * 3.4, y - 9, colours.text, colours.halo)
      }
    }
  }, [lon, lat, step, format, colours.text, colours.halo])
  usePainter('rings', painter)
  return null
}
