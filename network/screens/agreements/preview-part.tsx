import { useFormat, useNames } from '@basinet/console/i18n/use.ts'
import { EmptyState } from '@basinet/console/parts/state/states.tsx'
import { QueryView } from '@basinet/console/parts/state/query-view.tsx'
import { Plain } from '@basinet/console/parts/table/plain-table.tsx'
import type { ReactNode } from 'react'
import type { FlowChange, FlowCount, Preview } from '../../agreements/index.ts'
import { useOnce } from '../use-desk.ts'
import { useWords } from '../words.ts'

interface Answer extends Preview {
  readonly unread: readonly string[]
  readonly changes: readonly FlowChange[] | null
}

/** What would flow under it, counted on the own records that the reader may read, and what would not and why. */
export function PreviewPart({ of, against }: { of: string; against: string | null }): ReactNode {
  const t = useWords()
  const name = useNames()
  const format = useFormat()
  const query = useOnce<Answer>(`agreements/${of}/preview`, { with: against })
  return (
    <QueryView query={query} rows={3}>
      {(preview) => (
        <>
          <p>{t('network.agreements.preview-of', { records: format.number(preview.records) })}</p>
          {preview.unread.length > 0 && (
            <p className="muted">
              {t('network.preview.unread', {
                kinds: preview.unread.map((type) => name(`record.${type}.plural`, type)).join(', '),
              })}
            </p>
          )}
          <Flows title={t('network.preview.flows')} flows={preview.flows} />
          <Flows title={t('network.preview.open')} flows={preview.open} />
          <Blocked blocked={preview.blocked} />
          {preview.changes !== null && <Changed changes={preview.changes} />}
        </>
      )}
    </QueryView>
  )
}

const useGroup = () => {
  const name = useNames()
  return (g: { readonly type: string; readonly class: string; readonly recipient: string }): string[] => [
    g.recipient,
    name(`record.${g.type}.plural`, g.type),
    name(`label.class.${g.class}`, g.class),
  ]
}

function Flows({ title, flows }: { title: string; flows: readonly FlowCount[] }): ReactNode {
  const t = useWords()
  const format = useFormat()
  const group = useGroup()
  return (
    <>
      <h3>{title}</h3>
      {flows.length === 0 ? (
        <EmptyState title={t('network.preview.nothing')} size="small" />
      ) : (
        <Plain
          caption={title}
          head={[
            t('network.desk.column.nation'),
            t('network.desk.column.kind'),
            t('network.preview.column.class'),
            t('network.desk.column.records'),
            t('network.preview.column.personal'),
            t('network.preview.column.gate'),
          ]}
          rows={flows.map((f) => ({
            key: group(f).join('/'),
            cells: [...group(f), ...[f.records, f.personal, f.humanRelease].map((n) => format.number(n))],
          }))}
        />
      )}
    </>
  )
}

function Blocked({ blocked }: { blocked: Preview['blocked'] }): ReactNode {
  const t = useWords()
  const name = useNames()
  const format = useFormat()
  const group = useGroup()
  if (blocked.length === 0) return null
  return (
    <>
      <h3>{t('network.preview.blocked')}</h3>
      <Plain
        caption={t('network.preview.blocked')}
        head={[
          t('network.desk.column.nation'),
          t('network.desk.column.kind'),
          t('network.preview.column.class'),
          t('network.desk.column.records'),
          t('network.desk.column.reason'),
        ]}
        rows={blocked.map((b) => ({
          key: [...group(b), b.reason].join('/'),
          cells: [...group(b), format.number(b.records), name(`network.reason.${b.reason}`, b.reason)],
        }))}
      />
    </>
  )
}

function Changed({ changes }: { changes: readonly FlowChange[] }): ReactNode {
  const t = useWords()
  const format = useFormat()
  const group = useGroup()
  return (
    <>
      <h3>{t('network.agreements.preview-changes')}</h3>
      {changes.length === 0 ? (
        <EmptyState title={t('network.preview.nothing')} size="small" />
      ) : (
        <Plain
          caption={t('network.agreements.preview-changes')}
          head={[
            t('network.desk.column.nation'),
            t('network.desk.column.kind'),
            t('network.preview.column.class'),
            t('network.preview.column.change'),
          ]}
          rows={changes.map((c) => ({
            key: group(c).join('/'),
            ...(c.records > 0 ? { tone: 'warning' as const } : {}),
            cells: [...group(c), `${c.records > 0 ? '+' : '−'}${format.number(Math.abs(c.records))}`],
          }))}
        />
      )}
    </>
  )
}
