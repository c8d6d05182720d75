import { useEffect } from 'react'
import { usePictureMap } from './map-context.ts'
import type { Painter } from './overlay.ts'
import type { Shape } from './shapes.ts'

/** Keeps a group of shapes on the map for as long as the component stands. */
export function useShapes(group: string, shapes: readonly Shape[]): void {
  const picture = usePictureMap()
  const text = JSON.stringify(shapes)
  useEffect(() => {
    if (picture === null) return undefined
    picture.shapes.set(group, JSON.parse(text) as Shape[])
    return () => picture.shapes.set(group, [])
  }, [picture, group, text])
}

/** Keeps a painter on the overlay; give a stable function, or one that changes only when the drawing does. */
export function usePainter(name: string, painter: Painter | null): void {
  const picture = usePictureMap()
  useEffect(() => {
    if (picture === null) return undefined
    picture.overlay.set(name, painter)
    return () => picture.overlay.set(name, null)
  }, [picture, name, painter])
}
