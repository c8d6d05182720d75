import type { ReactNode } from 'react'
import { useCatalogue } from '../../api/session.ts'
import { useNames } from '../../i18n/use.ts'
import { humanised } from '../form/names.ts'
import { PathLink } from '../path-link.tsx'
import { recordPath } from '../record-path.ts'
import { useKnownTitle } from './known-titles.ts'
import { useReadableTitle } from './readable-title.ts'

/** A reference by its title where it is known, by kind and short id otherwise; without a link where it may not be read. */
export function RecordLink({ type, id }: { type: string; id: string }): ReactNode {
  const name = useNames()
  const { data: catalogue } = useCatalogue()
  const title = useKnownTitle(id)
  const readable = useReadableTitle()
  if (catalogue?.records[type] === undefined) return <span className="mono">{id}</span>
  return (
    <PathLink to={recordPath(catalogue, type, id)}>
      {title === undefined ? (
        <>
          {name(`record.${type}.name`, humanised(type))} <span className="mono">…{id.slice(-8)}</span>
        </>
      ) : (
        readable(title, type)
      )}
    </PathLink>
  )
}
