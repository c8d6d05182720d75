import { useEffect, useRef, type ReactNode } from 'react'
import type { TerraDraw } from 'terra-draw'
import { circleOf } from '../map/geometry.ts'
import { usePictureMap } from '../map/map-context.ts'
import { useMapColours } from '../map/theme-colours.ts'
import { panel, tool } from '../state/picture-state.ts'
import { drawn, drawMode } from './drawn-area.ts'
import { useStore } from '@basinet/console/state/store.ts'

/** Lets the officer draw a ring or a circle; what was drawn goes to the area's form. */
export function DrawArea(): ReactNode {
  const picture = usePictureMap()
  const { accent } = useMapColours()
  const mode = useStore(drawMode)
  const draw = useRef<TerraDraw | null>(null)

  useEffect(() => {
    if (picture === null) return undefined
    let here = true
    panel.set('area')
    void begin(picture.map, hex(accent)).then((made) => {
      if (!here) {
        made.stop()
        return
      }
      draw.current = made
      made.setMode(drawMode.get())
      made.on('finish', (id) => {
        const feature = made.getSnapshotFeature(id)
        if (feature?.geometry.type !== 'Polygon') return
        const ring = feature.geometry.coordinates[0] ?? []
        drawn.set(
          drawMode.get() === 'circle'
            ? { type: 'Circle', ...circleOf(ring) }
            : { type: 'Polygon', coordinates: [ring.map(([lon = 0, lat = 0]) => [lon, lat])] },
        )
        tool.set('none')
      })
    })
    return () => {
      here = false
      draw.current?.stop()
      draw.current = null
    }
  }, [picture, accent])

  useEffect(() => {
    draw.current?.setMode(mode)
  }, [mode])
  return null
}

/** The drawing library is fetched when somebody draws. */
async function begin(map: import('maplibre-gl').Map, colour: `#${string}`): Promise<TerraDraw> {
  const [{ TerraDraw: Draw, TerraDrawCircleMode, TerraDrawPolygonMode }, { TerraDrawMapLibreGLAdapter }] =
    await Promise.all([import('terra-draw'), import('terra-draw-maplibre-gl-adapter')])
  const styles = { fillColor: colour, outlineColor: colour, fillOpacity: 0.15, outlineWidth: 2 } as const
  const made = new Draw({
    adapter: new TerraDrawMapLibreGLAdapter({ map }),
    modes: [
      new TerraDrawPolygonMode({ styles: { ...styles, closingPointColor: colour } }),
      new TerraDrawCircleMode({ styles }),
    ],
  })
  made.start()
  return made
}

function hex(rgb: string): `#${string}` {
  const parts = [...rgb.matchAll(/\d+/g)].map(([n]) => Number(n).toString(16).padStart(2, '0'))
  return `#${parts.join('')}`
}
