import { useCallback, useSyncExternalStore } from 'react'
import type { Vessel } from '../../contract.ts'
import { usePictureMap } from '../map/map-context.ts'

/** A vessel as it comes in, drawn anew with every report of the stream. */
export function useLiveVessel(id: string | null): Vessel | null {
  const picture = usePictureMap()
  const subscribe = useCallback(
    (listener: () => void) => picture?.vessels.subscribe(listener) ?? ((): void => undefined),
    [picture],
  )
  return useSyncExternalStore(subscribe, () => (id === null ? null : (picture?.vessels.get(id) ?? null)))
}
