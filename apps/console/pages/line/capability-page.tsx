import { Navigate, useParams } from '@tanstack/react-router'
import { createElement, Suspense, type ReactNode } from 'react'
import { useCatalogue } from '../../api/session.ts'
import { useNames } from '../../i18n/use.ts'
import { PageHead } from '../../parts/page-head.tsx'
import { ForbiddenState, LoadingState } from '../../parts/state/states.tsx'
import { CapabilityContents } from './capability-contents.tsx'
import css from './line.module.css'
import { screenOf } from './screens.ts'

/** A capability's workbench; its record types where it has none of its own. */
export function CapabilityPage(): ReactNode {
  const name = useNames()
  const { line, capability } = useParams({ from: '/behind/$line/$capability' })
  const { data: catalogue } = useCatalogue()
  if (catalogue === undefined) return <LoadingState />
  const declared = catalogue.lines.find((l) => l.id === line)?.capabilities.find((c) => c.id === capability)
  if (declared === undefined) return <ForbiddenState />
  // Custody is its register of exhibits; the single events are read in the chains they belong to.
  if (`${line}/${capability}` === 'node/custody')
    return <Navigate to={'/node/custody/exhibit' as '/'} replace />
  const workbench = screenOf(line, capability)
  if (workbench !== null) {
    return <Suspense fallback={<LoadingState />}>{createElement(workbench)}</Suspense>
  }
  return (
    <>
      <PageHead
        title={name(`capability.${capability}.name`, capability)}
        note={name(`capability.${capability}.note`, '')}
      />
      <div className={css['sections']}>
        <CapabilityContents line={line} capability={declared} catalogue={catalogue} />
      </div>
    </>
  )
}
