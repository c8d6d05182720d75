import { useLocation } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { HitPage } from './hit/hit-page.tsx'
import { SharingPage } from './sharing-page.tsx'

/** What is regional has one workbench a capability; the address says which. */
export function Screen(): ReactNode {
  const { pathname } = useLocation()
  return pathname.startsWith('/regional/hit') ? <HitPage /> : <SharingPage />
}
