import type { ReactNode } from 'react'
import { useCommandName } from '../../parts/command-name.ts'
import { usePeople } from '../../api/people.ts'
import { useHistory } from '../../api/records.ts'
import type { HistoryItem } from '../../api/types.ts'
import { useT } from '../../i18n/use.ts'
import { useFieldNames } from '../../parts/form/names.ts'
import { Ident } from '../../parts/ident.tsx'
import { QueryView } from '../../parts/state/query-view.tsx'
import { UtcText } from '../../parts/time.tsx'
import { changesBetween } from './changes.ts'
import type { TabProps } from './detail-page.tsx'
import css from './detail.module.css'

/** Every revision, newest first, with what it changed, who did it and why. Nothing is ever overwritten. */
export function HistoryTab({ type, page }: TabProps): ReactNode {
  const history = useHistory(type.type, page.record.id)
  const people = usePeople((history.data?.items ?? []).map((item) => item.by))
  return (
    <QueryView query={history}>
      {({ items }) => (
        <ol className={css['history']}>
          {items.map((item, index) => (
            <Revision
              key={item.rev}
              item={item}
              before={items[index + 1] ?? null}
              type={type.type}
              by={item.byName ?? people.get(item.by)?.name ?? null}
            />
          ))}
        </ol>
      )}
    </QueryView>
  )
}

function Revision({
  item,
  before,
  type,
  by,
}: {
  item: HistoryItem
  before: HistoryItem | null
  type: string
  by: string | null
}): ReactNode {
  const commandName = useCommandName()
  const t = useT()
  const names = useFieldNames(type)
  const verb = commandName(item.command)
  return (
    <li className={css['revision']}>
      <span className="mono muted">{t('record.rev', { n: item.rev })}</span>
      <div>
        <p className={css['revisionHead']}>
          <strong>{verb}</strong>
          <span>{by ?? <Ident value={item.by} />}</span>
          <span className="muted">
            <UtcText at={item.at} />
          </span>
        </p>
        {item.reason !== null && <p className={css['reason']}>{item.reason}</p>}
        {before !== null && (
          <ul>
            {changesBetween(before, item).map((change) => (
              <li key={change.path} className={css['change']}>
                <span className="muted">{names.label(change.path)}</span>
                <del>{change.before ?? '–'}</del>
                <ins>{change.after ?? '–'}</ins>
              </li>
            ))}
          </ul>
        )}
      </div>
    </li>
  )
}
