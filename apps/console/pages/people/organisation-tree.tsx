import type { ReactNode } from 'react'
import { useRecordList } from '../../api/records.ts'
import type { AnyRecord } from '../../api/types.ts'
import { useT } from '../../i18n/use.ts'
import { plainText } from '../../parts/plain-text.ts'
import { PathLink } from '../../parts/path-link.tsx'
import { EmptyState } from '../../parts/state/states.tsx'
import { QueryView } from '../../parts/state/query-view.tsx'
import css from './people.module.css'

/** Deepest nesting drawn; a ring in the data ends here and not in the browser. */
const DEPTH_MAX = 8

const byTitle = (a: AnyRecord, b: AnyRecord): number =>
  a.title.localeCompare(b.title, undefined, { numeric: true })

/** Agencies with their units, as they report to each other. */
export function OrganisationTree(): ReactNode {
  const t = useT()
  const agencies = useRecordList('agency', {})
  const units = useRecordList('unit', {})
  const all = (units.data?.pages.flatMap((page) => page.items) ?? []).toSorted(byTitle)
  return (
    <QueryView query={agencies}>
      {(data) => {
        const list = data.pages.flatMap((page) => page.items).toSorted(byTitle)
        if (list.length === 0) return <EmptyState title={t('people.no-agency')} size="small" />
        return (
          <ul className={css['tree']}>
            {list.map((agency) => (
              <li key={agency.id}>
                <Entry record={agency} />
                <Units
                  units={all.filter((u) => u.body['agency'] === agency.id && isTop(u, all))}
                  all={all}
                  depth={1}
                />
              </li>
            ))}
          </ul>
        )
      }}
    </QueryView>
  )
}

const parentOf = (unit: AnyRecord): string | null => {
  const { parent } = unit.body
  return typeof parent === 'string' ? parent : null
}
const isTop = (unit: AnyRecord, all: readonly AnyRecord[]): boolean =>
  !all.some((u) => u.id === parentOf(unit))

function Units({
  units,
  all,
  depth,
}: {
  units: readonly AnyRecord[]
  all: readonly AnyRecord[]
  depth: number
}): ReactNode {
  if (units.length === 0 || depth > DEPTH_MAX) return null
  return (
    <ul>
      {units.map((unit) => (
        <li key={unit.id}>
          <Entry record={unit} />
          <Units units={all.filter((u) => parentOf(u) === unit.id)} all={all} depth={depth + 1} />
        </li>
      ))}
    </ul>
  )
}

function Entry({ record }: { record: AnyRecord }): ReactNode {
  const t = useT()
  const closed = record.body['state'] === 'closed'
  return (
    <p className={css['entry']}>
      <PathLink to={`/node/identity/${record.type}/${record.id}`}>{record.title}</PathLink>{' '}
      <span className="mono muted small">{plainText(record.body['code'])}</span>
      {closed && <span className="muted"> · {t('people.closed')}</span>}
    </p>
  )
}
