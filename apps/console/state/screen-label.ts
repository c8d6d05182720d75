import type { Label } from '@basinet/kernel/contract'
import { useEffect } from 'react'
import { createStore } from './store.ts'

export interface ScreenLabel {
  readonly label: Label
  /** Set when the picture holds simulated or exercise data. */
  readonly simulated: boolean
}

/** Label of what is on screen; the shell shows it as a band with words. null = nothing labelled is shown. */
export const screenLabel = createStore<ScreenLabel | null>(null)

/** A page that shows labelled things says so for as long as it is on screen. */
export function useScreenLabel(label: Label | null, simulated = false): void {
  const text = JSON.stringify(label)
  useEffect(() => {
    screenLabel.set(text === 'null' ? null : { label: JSON.parse(text) as Label, simulated })
    return () => screenLabel.set(null)
  }, [text, simulated])
}
