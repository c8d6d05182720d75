import { createContext, useContext } from 'react'
import type { PictureMap } from './picture-map.ts'

const Context = createContext<PictureMap | null>(null)
export const PictureMapProvider = Context.Provider

/** The map on screen; null until it stands. */
export function usePictureMap(): PictureMap | null {
  return useContext(Context)
}
