import { i18nState } from '@basinet/console/i18n/i18n.ts'
import { createBase } from '@basinet/console/map/base-map.ts'
import { useStore } from '@basinet/console/state/store.ts'
import { shownTheme } from '@basinet/console/theme/appearance.ts'
import type { Pattern } from '@basinet/intercept'
import type { FeatureCollection } from 'geojson'
import { LngLatBounds, type GeoJSONSource, type Map as MapLibre } from 'maplibre-gl'
import { useEffect, useRef, useState, type ReactNode } from 'react'
import css from './interdiction.module.css'
import { COLOURS } from './operation-drawing.ts'
import { useWords } from './words.ts'

const SOURCE = 'search'

function drawingOf(pattern: Pattern | null): FeatureCollection {
  const line = (pattern?.points ?? []).map(({ lon, lat }) => [lon, lat])
  const start = line[0]
  if (start === undefined) return { type: 'FeatureCollection', features: [] }
  return {
    type: 'FeatureCollection',
    features: [
      { type: 'Feature', properties: {}, geometry: { type: 'LineString', coordinates: line } },
      { type: 'Feature', properties: {}, geometry: { type: 'Point', coordinates: start } },
    ],
  }
}

/** The track of the pattern, and where it commences. */
export function SearchMap({ pattern }: { pattern: Pattern | null }): ReactNode {
  const w = useWords()
  const box = useRef<HTMLDivElement>(null)
  const [map, setMap] = useState<MapLibre | null>(null)
  const theme = useStore(shownTheme)
  const { language } = useStore(i18nState)

  useEffect(() => {
    if (box.current === null) return undefined
    const made = createBase(box.current, theme, language)
    made.once('load', () => {
      const { own, halo } = COLOURS[theme]
      made.addSource(SOURCE, { type: 'geojson', data: drawingOf(null) })
      made.addLayer({
        id: 'search-track',
        type: 'line',
        source: SOURCE,
        paint: { 'line-color': own, 'line-width': 2 },
      })
      made.addLayer({
        id: 'search-start',
        type: 'circle',
        source: SOURCE,
        filter: ['==', ['geometry-type'], 'Point'],
        paint: {
          'circle-radius': 6,
          'circle-color': own,
          'circle-stroke-color': halo,
          'circle-stroke-width': 1.5,
        },
      })
      setMap(made)
    })
    return () => {
      setMap(null)
      made.remove()
    }
  }, [theme, language])

  useEffect(() => {
    if (map === null) return
    void map.getSource<GeoJSONSource>(SOURCE)?.setData(drawingOf(pattern))
    if (pattern === null) return
    const bounds = new LngLatBounds()
    for (const { lon, lat } of pattern.points) bounds.extend([lon, lat])
    map.fitBounds(bounds, { padding: 50, animate: false, maxZoom: 13 })
  }, [map, pattern])

  return <section ref={box} className={css['map']} aria-label={w('interdiction.search-map')} />
}
