import { useRouter } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { FailedState } from '../parts/state/states.tsx'

/** A page that threw is a bug of ours; the shell around it stays, and the page can be tried again. */
export function PageCrash({ error, reset }: { error: unknown; reset: () => void }): ReactNode {
  const router = useRouter()
  const retry = (): void => {
    reset()
    void router.invalidate()
  }
  return <FailedState error={error} retry={retry} />
}
