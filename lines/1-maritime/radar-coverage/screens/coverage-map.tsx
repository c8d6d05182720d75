import { i18nState } from '@basinet/console/i18n/i18n.ts'
import { createBase } from '@basinet/console/map/base-map.ts'
import { useStore } from '@basinet/console/state/store.ts'
import { shownTheme } from '@basinet/console/theme/appearance.ts'
import { LngLatBounds, Marker, type GeoJSONSource, type Map as MapLibre } from 'maplibre-gl'
import { useEffect, useMemo, useRef, useState, type ReactNode } from 'react'
import type { CoverageStudy } from '../contract.ts'
import css from './coverage.module.css'
import { drawingOf, layersOf, SOURCE } from './coverage-drawing.ts'
import { drawZone, type Ring } from './draw-zone.ts'
import type { SiteRecord } from './queries.ts'
import { useWords } from './words.ts'

/** What a click on the map does now. */
export type Mode = 'look' | 'place' | 'zone'
export interface Place {
  readonly lon: number
  readonly lat: number
}

interface CoverageMapProps {
  readonly study: CoverageStudy | null
  readonly sites: readonly SiteRecord[]
  readonly mode: Mode
  readonly mayMove: boolean
  readonly placed: (at: Place) => void
  readonly moved: (site: SiteRecord, to: Place) => void
  readonly drawn: (ring: Ring) => void
}

/** Radars as marks that can be dragged, over what the study says they see. */
export function CoverageMap({
  study,
  sites,
  mode,
  mayMove,
  placed,
  moved,
  drawn,
}: CoverageMapProps): ReactNode {
  const w = useWords()
  const box = useRef<HTMLDivElement>(null)
  const map = useBase(box)
  const theme = useStore(shownTheme)
  const drawing = useMemo(() => drawingOf(study), [study])
  const told = useRef({ placed, moved, drawn })
  useEffect(() => {
    told.current = { placed, moved, drawn }
  })

  useEffect(() => {
    void map?.getSource<GeoJSONSource>(SOURCE)?.setData(drawing)
  }, [map, drawing])

  const ring = study?.zone.coordinates[0]
  useEffect(() => {
    if (map === null || ring === undefined) return
    const bounds = new LngLatBounds()
    for (const [lon, lat] of ring) bounds.extend([lon, lat])
    map.fitBounds(bounds, { padding: 40, animate: false })
  }, [map, ring])

  useEffect(() => {
    if (map === null) return undefined
    const marks = sites.map((site) => {
      const element = document.createElement('div')
      element.className = css[site.body.stage === 'candidate' ? 'candidate' : 'standing'] ?? ''
      element.textContent = site.body.name
      const { lon, lat } = site.body.position
      const mark = new Marker({ element, anchor: 'left', offset: [-7, 0], draggable: mayMove })
      mark.setLngLat([lon, lat]).addTo(map)
      mark.on('dragend', () => {
        const to = mark.getLngLat()
        // It stays where it stands until the move is given as a command.
        mark.setLngLat([lon, lat])
        told.current.moved(site, { lon: to.lng, lat: to.lat })
      })
      return mark
    })
    return () => {
      for (const mark of marks) mark.remove()
    }
  }, [map, sites, mayMove])

  useEffect(() => {
    if (map === null || mode === 'look') return undefined
    if (mode === 'zone') return drawZone(map, theme, (done) => told.current.drawn(done))
    map.getCanvas().style.cursor = 'crosshair'
    const click = ({ lngLat }: { lngLat: { lng: number; lat: number } }): void =>
      told.current.placed({ lon: lngLat.lng, lat: lngLat.lat })
    map.once('click', click)
    return () => {
      map.getCanvas().style.cursor = ''
      map.off('click', click)
    }
  }, [map, mode, theme])

  return <section ref={box} className={css['map']} aria-label={w('radar.map')} />
}

function useBase(box: React.RefObject<HTMLDivElement | null>): MapLibre | null {
  const [map, setMap] = useState<MapLibre | null>(null)
  const theme = useStore(shownTheme)
  const { language } = useStore(i18nState)
  useEffect(() => {
    if (box.current === null) return undefined
    const made = createBase(box.current, theme, language)
    made.once('load', () => {
      made.addSource(SOURCE, { type: 'geojson', data: { type: 'FeatureCollection', features: [] } })
      for (const layer of layersOf(theme)) made.addLayer(layer)
      setMap(made)
    })
    return () => {
      setMap(null)
      made.remove()
    }
  }, [box, theme, language])
  return map
}
