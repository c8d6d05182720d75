import { LoadingState } from '@basinet/console/parts/state/states.tsx'
import type { ReactNode } from 'react'
import { AgreementsPage } from './agreements/agreements-page.tsx'
import { BoardPage } from './board-page.tsx'
import { DeskPage } from './desk-page.tsx'
import { LeftPage } from './left-page.tsx'
import { usePlace } from './place.ts'
import { useSharingWords } from './use-sharing-words.ts'

/** How the nation shares: its desk, its agreements, what left the country, and the regional board. */
export function SharingPage(): ReactNode {
  const place = usePlace()
  if (!useSharingWords()) return <LoadingState />
  if (place.tab === 'agreements') return <AgreementsPage of={place.of} act={place.act} />
  if (place.tab === 'left') return <LeftPage />
  return place.tab === 'board' ? <BoardPage /> : <DeskPage />
}
