import { lazy, Suspense, useEffect, useState, type ComponentType, type ReactNode } from 'react'
import { useStore, type Store } from '../state/store.ts'
import { proofAsked } from '../parts/account/prove-again.ts'
import { keyboardMapOpen, searchOpen } from './search-state.ts'

const SearchDialog = lazy(async () => ({ default: (await import('./search.tsx')).SearchDialog }))
const KeyboardMapDialog = lazy(async () => ({
  default: (await import('./keyboard-map.tsx')).KeyboardMapDialog,
}))

const ProofDialog = lazy(async () => ({
  default: (await import('../parts/account/proof-dialog.tsx')).ProofDialog,
}))

const PREFETCH_MS = 1500

/** Search and keyboard map, fetched when they are first opened: the first page does without them. */
export function Dialogs(): ReactNode {
  useEffect(() => {
    // Once the page is drawn and the network idle: letters typed right after `/` would otherwise be lost to the fetching.
    const timer = setTimeout(() => void import('./search.tsx'), PREFETCH_MS)
    return () => clearTimeout(timer)
  }, [])
  return (
    <>
      <OnceOpened when={searchOpen} dialog={SearchDialog} />
      <OnceOpened when={keyboardMapOpen} dialog={KeyboardMapDialog} />
      <OnceOpened when={proofAsked} dialog={ProofDialog} />
    </>
  )
}

function OnceOpened({
  when,
  dialog: Dialog,
}: {
  when: Pick<Store<unknown>, 'get' | 'subscribe'>
  dialog: ComponentType
}): ReactNode {
  const asked = useStore(when)
  const open = asked !== false && asked !== null
  const [wanted, setWanted] = useState(false)
  if (open && !wanted) setWanted(true)
  return wanted ? (
    <Suspense fallback={null}>
      <Dialog />
    </Suspense>
  ) : null
}
