import { useLocation } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { EvidencePage } from './evidence/evidence-page.tsx'
import { HitPage } from './hit/hit-page.tsx'
import { RequestsPage } from './requests/requests-page.tsx'
import { SharingPage } from './sharing-page.tsx'

/** What is regional has one workbench a capability; the address says which. */
export function Screen(): ReactNode {
  const { pathname } = useLocation()
  if (pathname.startsWith('/regional/hit')) return <HitPage />
  if (pathname.startsWith('/regional/requests')) return <RequestsPage />
  return pathname.startsWith('/regional/evidence') ? <EvidencePage /> : <SharingPage />
}
