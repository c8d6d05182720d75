import type { Theme } from '@basinet/console/theme/appearance.ts'
import type { Map as MapLibre } from 'maplibre-gl'
import type { TerraDraw } from 'terra-draw'
import { COLOURS } from './coverage-drawing.ts'

export type Ring = readonly (readonly [number, number])[]
const DECIMALS = 5

/** Lets a ring be drawn; the library is fetched when somebody draws. @returns stops it */
export function drawZone(map: MapLibre, theme: Theme, done: (ring: Ring) => void): () => void {
  let stopped = false
  let draw: TerraDraw | null = null
  const start = async (): Promise<void> => {
    const made = await begin(map, COLOURS[theme].zone as `#${string}`)
    if (stopped) {
      made.stop()
      return
    }
    draw = made
    made.on('finish', (id) => {
      const feature = made.getSnapshotFeature(id)
      if (feature?.geometry.type !== 'Polygon') return
      const ring = feature.geometry.coordinates[0] ?? []
      done(ring.map(([lon = 0, lat = 0]) => [Number(lon.toFixed(DECIMALS)), Number(lat.toFixed(DECIMALS))]))
    })
  }
  void start()
  return () => {
    stopped = true
    draw?.stop()
  }
}

async function begin(map: MapLibre, colour: `#${string}`): Promise<TerraDraw> {
  const [{ TerraDraw: Draw, TerraDrawPolygonMode }, { TerraDrawMapLibreGLAdapter }] = await Promise.all([
    import('terra-draw'),
    import('terra-draw-maplibre-gl-adapter'),
  ])
  const styles = { fillColor: colour, outlineColor: colour, fillOpacity: 0.15, outlineWidth: 2 } as const
  const made = new Draw({
    adapter: new TerraDrawMapLibreGLAdapter({ map }),
    modes: [new TerraDrawPolygonMode({ styles: { ...styles, closingPointColor: colour } })],
  })
  made.start()
  made.setMode('polygon')
  return made
}
