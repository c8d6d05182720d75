import type { ReactNode } from 'react'
import { useCommandName } from '../../parts/command-name.ts'
import { usePeople } from '../../api/people.ts'
import { useHistory } from '../../api/records.ts'
import type { JsonSchema } from '../../api/json-schema.ts'
import type { HistoryItem } from '../../api/types.ts'
import { useT } from '../../i18n/use.ts'
import { useFieldNames, type FieldNames } from '../../parts/form/names.ts'
import { schemaAt } from '../../parts/form/schema.ts'
import { Ident } from '../../parts/ident.tsx'
import { Value } from '../../parts/record/body-facts.tsx'
import { plainText } from '../../parts/plain-text.ts'
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
              schema={type.schema}
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
  schema,
  by,
}: {
  item: HistoryItem
  before: HistoryItem | null
  type: string
  schema: JsonSchema
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
                <del>
                  <Changed {...change} value={change.before} names={names} schema={schema} />
                </del>
                <ins>
                  <Changed {...change} value={change.after} names={names} schema={schema} />
                </ins>
              </li>
            ))}
          </ul>
        )}
      </div>
    </li>
  )
}

/** As the facts show it; what is not in the body (the label) has no declaration and is shown as it is. */
function Changed({
  schema,
  path,
  value,
  names,
}: {
  schema: JsonSchema
  path: string
  value: unknown
  names: FieldNames
}): ReactNode {
  if (value === undefined) return '–'
  const declared = schemaAt(schema, path)
  if (declared !== undefined) return <Value schema={declared} value={value} path={path} names={names} />
  return Array.isArray(value) ? value.map(plainText).join(', ') : plainText(value)
}
