import { basemapStyle } from '@basinet/console/map/basemap-style.ts'
import { i18nState } from '@basinet/console/i18n/i18n.ts'
import { useStore } from '@basinet/console/state/store.ts'
import { shownTheme } from '@basinet/console/theme/appearance.ts'
import { Map as MapLibre, Marker, setWorkerUrl } from 'maplibre-gl'
import workerUrl from 'maplibre-gl/dist/maplibre-gl-worker.mjs?worker&url'
import 'maplibre-gl/dist/maplibre-gl.css'
import { useEffect, useRef, useState, type RefCallback } from 'react'
import css from './funding.module.css'

setWorkerUrl(workerUrl)
const BOUNDS: [number, number, number, number] = [-80.5, 4.2, -52.5, 27.2]
const DIAMETER_MAX = 64
const DIAMETER_MIN = 16

interface NationPoint {
  readonly id: string
  readonly name: string
  readonly at: [lon: number, lat: number]
  readonly text: string
  /** Null: nothing to draw a size of. */
  readonly value: number | null
}

/** A map with a mark a nation, its area by the amount; the list beneath says and does the same by keyboard. Drawn anew when theme, language or amounts change. */
export function useNationMap(
  points: readonly NationPoint[],
  choose: (nation: string) => void,
): RefCallback<HTMLDivElement> {
  const theme = useStore(shownTheme)
  const { language } = useStore(i18nState)
  const [element, setElement] = useState<HTMLDivElement | null>(null)
  const chosen = useRef(choose)
  useEffect(() => {
    chosen.current = choose
  })
  const drawn = JSON.stringify(points)
  useEffect(() => {
    if (element === null) return undefined
    const map = new MapLibre({
      container: element,
      style: basemapStyle(theme, `${location.origin}/tiles/{z}/{x}/{y}.pbf`, language),
      bounds: BOUNDS,
      dragRotate: false,
      attributionControl: { compact: true },
      scrollZoom: false,
    })
    const shown = JSON.parse(drawn) as NationPoint[]
    const most = Math.max(1, ...shown.map((p) => p.value ?? 0))
    for (const point of shown) {
      const mark = markOf(point, most, () => chosen.current(point.id))
      new Marker({ element: mark }).setLngLat(point.at).addTo(map)
    }
    return () => map.remove()
  }, [element, drawn, theme, language])
  return setElement
}

/** For the pointer alone: small islands lie closer than 24 px (WCAG 2.2, 2.5.8, where an equivalent control stands beside it). */
function markOf(point: NationPoint, most: number, click: () => void): HTMLElement {
  const mark = document.createElement('span')
  mark.className = css['nation'] ?? ''
  mark.dataset['empty'] = String(point.value === null)
  mark.ariaHidden = 'true'
  mark.title = `${point.name}: ${point.text}`
  const size = Math.max(DIAMETER_MIN, Math.sqrt((point.value ?? 0) / most) * DIAMETER_MAX)
  mark.style.width = `${size}px`
  mark.style.height = `${size}px`
  mark.addEventListener('click', click)
  return mark
}
