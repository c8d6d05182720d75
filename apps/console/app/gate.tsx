import { useQueryClient } from '@tanstack/react-query'
import { Navigate, Outlet, useRouterState } from '@tanstack/react-router'
import { lazy, Suspense, useEffect, useState, type ReactNode } from 'react'
import { followLive } from '../api/live.ts'
import { useCatalogue, useSession } from '../api/session.ts'
import type { Me } from '../api/types.ts'
import { i18nState, loadCapabilityMessages, setLanguage } from '../i18n/i18n.ts'
import { nodeZone } from '../i18n/use.ts'
import { zoneOf } from '../i18n/zone.ts'
import { FailedState, LoadingState } from '../parts/state/states.tsx'
import { Shell } from '../shell/shell.tsx'

const EnrolPage = lazy(async () => ({
  default: (await import('../pages/sign-in/enrol-page.tsx')).EnrolPage,
}))

/** Lets nobody past without a session, and brings the person's language, zone and capabilities' words along. */
export function Gate(): ReactNode {
  const { data: me, error, refetch } = useSession()
  if (me === null) return <ToSignIn />
  if (me === undefined) {
    return error === null ? <LoadingState /> : <FailedState error={error} retry={() => void refetch()} />
  }
  if (me.mustEnrol === true) {
    return (
      <Suspense fallback={<LoadingState />}>
        <EnrolPage me={me} />
      </Suspense>
    )
  }
  return <Inside me={me} />
}

/**
 * Where one was is read once: this stays on screen while the sign-in page is fetched, and following the address then
 * would send one from the sign-in page to the sign-in page without end.
 */
function ToSignIn(): ReactNode {
  const now = useRouterState({ select: (s) => s.location.href })
  const [left] = useState(now)
  return <Navigate to="/sign-in" search={left === '/' ? {} : { next: left }} replace />
}

function Inside({ me }: { me: Me }): ReactNode {
  const queries = useQueryClient()
  const { data: catalogue } = useCatalogue()

  useEffect(() => followLive(queries), [queries])
  useEffect(() => nodeZone.set(zoneOf(me.node.nation)), [me.node.nation])
  useEffect(() => {
    if (i18nState.get().language !== me.language) void setLanguage(me.language)
  }, [me.language])
  useEffect(() => {
    if (catalogue === undefined) return
    const all = catalogue.lines.flatMap((line) => line.capabilities.map((c) => `${line.id}/${c.id}`))
    void loadCapabilityMessages(all)
  }, [catalogue])

  return (
    <Shell>
      <Suspense fallback={<LoadingState />}>
        <Outlet />
      </Suspense>
    </Shell>
  )
}
