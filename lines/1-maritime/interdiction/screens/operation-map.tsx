import { apiGet } from '@basinet/console/api/client.ts'
import { keys } from '@basinet/console/api/keys.ts'
import type { AnyRecord, Page } from '@basinet/console/api/types.ts'
import { i18nState } from '@basinet/console/i18n/i18n.ts'
import { createBase } from '@basinet/console/map/base-map.ts'
import { useStore } from '@basinet/console/state/store.ts'
import { shownTheme } from '@basinet/console/theme/appearance.ts'
import { useQuery } from '@tanstack/react-query'
import type { GeoJSONSource, Map as MapLibre } from 'maplibre-gl'
import { useEffect, useMemo, useRef, useState, type ReactNode } from 'react'
import type { Interdiction } from '../contract/interdiction.ts'
import type { MaritimeZone } from '../contract/law.ts'
import type { OptionsAnswer } from '../contract/wire.ts'
import css from './interdiction.module.css'
import { drawingOf, layersOf, SOURCE } from './operation-drawing.ts'
import { useWords } from './words.ts'

const ZONES_MAX = 200
const ZOOM = 8.4

function useZones(): readonly MaritimeZone[] {
  const query = useQuery({
    queryKey: [...keys.lists('maritime-zone'), 'drawn'],
    queryFn: ({ signal }) =>
      apiGet<Page<AnyRecord & { readonly body: MaritimeZone }>>(
        '/records/maritime-zone',
        { 'f.state': 'active', limit: ZONES_MAX },
        signal,
      ),
  })
  return useMemo(() => (query.data?.items ?? []).map((zone) => zone.body), [query.data])
}

/** Target, where it may be, zones (dashed where they are no law), assets and their ways to the meeting. */
export function OperationMap({
  body,
  answer,
}: {
  body: Interdiction
  answer: OptionsAnswer | null
}): ReactNode {
  const w = useWords()
  const box = useRef<HTMLDivElement>(null)
  const [map, setMap] = useState<MapLibre | null>(null)
  const zones = useZones()
  const theme = useStore(shownTheme)
  const { language } = useStore(i18nState)
  const drawing = useMemo(() => drawingOf(body, answer, zones), [body, answer, zones])
  // Where the operation began to be looked at: the map does not move by itself afterwards.
  const [{ lon, lat }] = useState(body.position)

  useEffect(() => {
    if (box.current === null) return undefined
    const made = createBase(box.current, theme, language)
    made.jumpTo({ center: [lon, lat], zoom: ZOOM })
    made.once('load', () => {
      made.addSource(SOURCE, { type: 'geojson', data: { type: 'FeatureCollection', features: [] } })
      for (const layer of layersOf(theme)) made.addLayer(layer)
      setMap(made)
    })
    return () => {
      setMap(null)
      made.remove()
    }
  }, [theme, language, lon, lat])

  useEffect(() => {
    void map?.getSource<GeoJSONSource>(SOURCE)?.setData(drawing)
  }, [map, drawing])

  return <section ref={box} className={css['map']} aria-label={w('interdiction.map')} />
}
