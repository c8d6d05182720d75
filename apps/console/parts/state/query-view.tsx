import type { ReactNode } from 'react'
import { ApiFailure } from '../../api/client.ts'
import { connection } from '../../api/connection.ts'
import { useStore } from '../../state/store.ts'
import { FailedState, ForbiddenState, LoadingState, StaleBar } from './states.tsx'

interface Asked<T> {
  readonly data: T | undefined
  readonly error: unknown
  readonly dataUpdatedAt: number
  readonly refetch: () => unknown
}

/**
 * One question and its answer in all its states. What was once read stays on screen when asking again fails, under
 * a bar that counts its age; it is never replaced by an error and never shown as new.
 */
export function QueryView<T>({
  query,
  rows,
  children,
}: {
  query: Asked<T>
  rows?: number
  children: (data: T) => ReactNode
}): ReactNode {
  const { state } = useStore(connection)
  const { data, error, dataUpdatedAt, refetch } = query
  const again = (): void => void refetch()
  if (data !== undefined) {
    const stale = state === 'lost' || (error !== null && error !== undefined)
    return (
      <>
        {stale && <StaleBar since={dataUpdatedAt} retry={again} />}
        {children(data)}
      </>
    )
  }
  if (error !== null && error !== undefined) {
    if (error instanceof ApiFailure && error.status === 403) return <ForbiddenState error={error} />
    // What is not there and what may not be seen look alike, also under an address that was mistyped.
    if (
      error instanceof ApiFailure &&
      (error.status === 404 || (error.status === 422 && error.field === 'id'))
    )
      return <ForbiddenState />
    return <FailedState error={error} retry={again} />
  }
  return <LoadingState {...(rows === undefined ? {} : { rows })} />
}
