import { useRecordList } from '@basinet/console/api/records.ts'
import { useStore } from '@basinet/console/state/store.ts'
import { useMemo, type ReactNode } from 'react'
import type { OwnArea } from '../../contract.ts'
import { areaPolygon } from '../map/geometry.ts'
import { writeText, type Painter } from '../map/overlay.ts'
import { shape } from '../map/shapes.ts'
import { useMapColours } from '../map/theme-colours.ts'
import { usePainter, useShapes } from '../map/use-shapes.ts'
import { shownLayers } from '../state/picture-state.ts'

/** The areas in force, drawn and named. */
export function OwnAreas(): ReactNode {
  const colours = useMapColours()
  const { areas: shown } = useStore(shownLayers)
  const { data } = useRecordList('own-area', { 'f.state': 'active' })
  const areas = useMemo(
    () => (shown ? (data?.pages[0]?.items ?? []).map((row) => row.body as unknown as OwnArea) : []),
    [data, shown],
  )
  useShapes(
    'own-areas',
    areas.map((area) =>
      shape(areaPolygon(area.shape), { colour: colours.accent, fill: 0.08, width: 1.5, dashed: false }),
    ),
  )
  const painter = useMemo<Painter | null>(() => {
    const named = areas.map((area) => ({
      name: area.name,
      top: topOf(areaPolygon(area.shape).coordinates[0] ?? []),
    }))
    if (named.length === 0) return null
    return ({ context, at }) => {
      for (const { name, top } of named) {
        const [x, y] = at(top[0], top[1])
        writeText(context, name, x - name.length * 3.4, y - 10, colours.accent, colours.halo)
      }
    }
  }, [areas, colours.accent, colours.halo])
  usePainter('own-areas', painter)
  return null
}

function topOf(ring: readonly (readonly number[])[]): readonly [number, number] {
  const top = ring.toSorted((a, b) => (b[1] ?? 0) - (a[1] ?? 0))[0]
  return [top?.[0] ?? 0, top?.[1] ?? 0]
}
