import { lazy, Suspense, useState, type ComponentType, type ReactNode } from 'react'
import { useStore, type Store } from '../state/store.ts'
import { keyboardMapOpen, searchOpen } from './search-state.ts'

const SearchDialog = lazy(async () => ({ default: (await import('./search.tsx')).SearchDialog }))
const KeyboardMapDialog = lazy(async () => ({
  default: (await import('./keyboard-map.tsx')).KeyboardMapDialog,
}))

/** Search and keyboard map, fetched when they are first opened: the first page does without them. */
export function Dialogs(): ReactNode {
  return (
    <>
      <OnceOpened when={searchOpen} dialog={SearchDialog} />
      <OnceOpened when={keyboardMapOpen} dialog={KeyboardMapDialog} />
    </>
  )
}

function OnceOpened({ when, dialog: Dialog }: { when: Store<boolean>; dialog: ComponentType }): ReactNode {
  const open = useStore(when)
  const [wanted, setWanted] = useState(false)
  if (open && !wanted) setWanted(true)
  return wanted ? (
    <Suspense fallback={null}>
      <Dialog />
    </Suspense>
  ) : null
}
