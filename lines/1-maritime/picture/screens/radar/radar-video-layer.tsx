import { apiGet } from '@basinet/console/api/client.ts'
import { useStore } from '@basinet/console/state/store.ts'
import { shownTheme } from '@basinet/console/theme/appearance.ts'
import { useQuery } from '@tanstack/react-query'
import type { ImageSource, Map as MapLibre } from 'maplibre-gl'
import { useEffect, type ReactNode } from 'react'
import type { RadarVideo } from '../../contract.ts'
import { usePictureMap } from '../map/map-context.ts'
import { playbackAt, shownLayers } from '../state/picture-state.ts'

const AGAIN_MS = 3000
/** The red-night map has red wavelengths only: the picture's orange is turned to red. */
const TO_RED_DEG = -26
const nameOf = (site: string): string => `radar-video-${site}`
const addressOf = ({ site, at }: RadarVideo): string =>
  `/api/v1/picture/radar-video/${encodeURIComponent(site)}?at=${at}`

/** Radar video under the symbols, where it is wished and the present is shown. */
export function RadarVideoLayer(): ReactNode {
  const picture = usePictureMap()
  const { video } = useStore(shownLayers)
  const past = useStore(playbackAt)
  const shown = video && past === null
  const { data } = useQuery({
    queryKey: ['picture', 'radar-video'],
    queryFn: ({ signal }) =>
      apiGet<{ items: readonly RadarVideo[] }>('/picture/radar-video', undefined, signal),
    refetchInterval: AGAIN_MS,
    enabled: shown,
  })
  const items = shown ? data?.items : undefined
  useEffect(() => {
    if (picture === null) return undefined
    const { map } = picture
    const draw = (): void => drawVideo(map, items ?? [])
    draw()
    // Another theme is another style, which has none of this.
    map.on('style.load', draw)
    return () => {
      map.off('style.load', draw)
    }
  }, [picture, items])
  return null
}

function drawVideo(map: MapLibre, items: readonly RadarVideo[]): void {
  const style = map.getStyle() as ReturnType<MapLibre['getStyle']> | undefined
  if (style === undefined) return
  const wanted = new Set(items.map(({ site }) => nameOf(site)))
  for (const { id } of style.layers) {
    if (!id.startsWith('radar-video-') || wanted.has(id)) continue
    map.removeLayer(id)
    map.removeSource(id)
  }
  for (const item of items) {
    const id = nameOf(item.site)
    const coordinates = item.corners
    const source = map.getSource<ImageSource>(id)
    if (source !== undefined) {
      source.updateImage({ url: addressOf(item), coordinates })
      continue
    }
    map.addSource(id, { type: 'image', url: addressOf(item), coordinates })
    const below = style.layers.find(({ type }) => type === 'symbol')?.id
    map.addLayer(
      {
        id,
        type: 'raster',
        source: id,
        paint: {
          'raster-fade-duration': 0,
          'raster-hue-rotate': shownTheme.get() === 'red-night' ? TO_RED_DEG : 0,
        },
      },
      below,
    )
  }
}
