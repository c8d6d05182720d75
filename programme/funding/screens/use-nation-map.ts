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

/** A map with a button a nation, its area by the amount; drawn anew when theme, language or amounts change. */
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
      const button = buttonOf(point, most, () => chosen.current(point.id))
      new Marker({ element: button }).setLngLat(point.at).addTo(map)
    }
    return () => map.remove()
  }, [element, drawn, theme, language])
  return setElement
}

function buttonOf(point: NationPoint, most: number, click: () => void): HTMLButtonElement {
  const button = document.createElement('button')
  button.type = 'button'
  button.className = css['nation'] ?? ''
  button.dataset['empty'] = String(point.value === null)
  button.setAttribute('aria-label', `${point.name}: ${point.text}`)
  button.title = `${point.name}: ${point.text}`
  const size = Math.max(DIAMETER_MIN, Math.sqrt((point.value ?? 0) / most) * DIAMETER_MAX)
  button.style.width = `${size}px`
  button.style.height = `${size}px`
  button.addEventListener('click', click)
  return button
}
