import type { ReactNode } from 'react'
import { useRecordAudit } from '../../api/records.ts'
import { useT } from '../../i18n/use.ts'
import { EmptyState } from '../../parts/state/states.tsx'
import { QueryView } from '../../parts/state/query-view.tsx'
import { AuditTable } from '../audit/audit-table.tsx'
import type { TabProps } from './detail-page.tsx'

/** What the log has on this record. */
export function AuditTab({ type, page }: TabProps): ReactNode {
  const t = useT()
  const audit = useRecordAudit(type.type, page.record.id)
  return (
    <QueryView query={audit}>
      {({ items }) =>
        items.length === 0 ? (
          <EmptyState title={t('audit.none')} size="small" />
        ) : (
          <AuditTable items={items} />
        )
      }
    </QueryView>
  )
}
