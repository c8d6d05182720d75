import { useCatalogue, useMe } from '@basinet/console/api/session.ts'
import { nameOf, useNames, useT } from '@basinet/console/i18n/use.ts'
import { PageHead } from '@basinet/console/parts/page-head.tsx'
import { PathLink } from '@basinet/console/parts/path-link.tsx'
import { QueryView } from '@basinet/console/parts/state/query-view.tsx'
import { StatusMark } from '@basinet/console/parts/status-mark.tsx'
import { Plain } from '@basinet/console/parts/table/plain-table.tsx'
import { NativeSelect } from '@mantine/core'
import { useState, type ReactNode } from 'react'
import { balanceOf, type Item } from '../contract.ts'
import { Portal } from './portal.tsx'
import { useAllRecords, type Kept } from '@basinet/console/state/use-all-records.ts'
import { useWords } from './words.ts'
import css from './dialogue.module.css'

const MAKE = [
  'dialogue-item.record',
  'dialogue-meeting.announce',
  'dialogue-paper.draft',
  'donor.register',
] as const
const LISTS = ['dialogue-priority', 'dialogue-meeting', 'dialogue-paper', 'donor'] as const

/** Rows drawn at once; the list has all of them. */
const SHOWN = 300

/** What a party owes and is owed; for a donor's representative, what the donor funds. */
export function DialoguePage(): ReactNode {
  const w = useWords()
  const name = useNames()
  const { data: catalogue } = useCatalogue()
  const reads = catalogue?.records['dialogue-item'] !== undefined
  return (
    <>
      <PageHead
        title={name('capability.dialogue.name', 'Dialogue')}
        note={name('capability.dialogue.note', '')}
        actions={MAKE.filter((command) => catalogue?.commands[command]?.allowed === true).map((command) => {
          const [type = '', verb = ''] = command.split('.')
          return (
            <PathLink key={command} to={`/programme/dialogue/${type}/new/${verb}`}>
              {name(`command.${command}.name`, command)}
            </PathLink>
          )
        })}
      />
      <div className={css['page']}>
        <p className={css['links']}>
          {LISTS.filter((type) => catalogue?.records[type] !== undefined).map((type) => (
            <PathLink key={type} to={`/programme/dialogue/${type}`}>
              {w(`record.${type}.plural`)}
            </PathLink>
          ))}
        </p>
        {reads && <Balance />}
        {!reads && <Portal />}
      </div>
    </>
  )
}

function Balance(): ReactNode {
  const w = useWords()
  const me = useMe()
  const query = useAllRecords<Item>('dialogue-item')
  const [party, setParty] = useState(me.node.nation)
  const today = me.node.utc.slice(0, 10)
  return (
    <QueryView query={query}>
      {({ items }) => {
        const flat = items.map((record) => ({ ...record.body, record }))
        const parties = [...new Set([party, ...flat.flatMap((i) => [i.owes, i.owedTo])])].toSorted()
        const { owes, owed, overdue } = balanceOf(flat, party, today)
        return (
          <>
            <NativeSelect
              label={w('dialogue.party')}
              data={parties}
              value={party}
              w={220}
              onChange={(event) => setParty(event.currentTarget.value)}
            />
            {overdue > 0 && (
              <StatusMark status="critical">{w('dialogue.overdue', { count: overdue })}</StatusMark>
            )}
            <Items title={w('dialogue.owes', { party })} rows={owes} other="owedTo" today={today} />
            <Items title={w('dialogue.owed', { party })} rows={owed} other="owes" today={today} />
          </>
        )
      }}
    </QueryView>
  )
}

type Row = Item & { readonly record: Kept<Item> }

function Items({
  title,
  rows,
  other,
  today,
}: {
  title: string
  rows: readonly Row[]
  other: 'owes' | 'owedTo'
  today: string
}): ReactNode {
  const w = useWords()
  const t = useT()
  const late = (row: Row): boolean => row.state === 'open' && row.due !== null && row.due < today
  return (
    <section>
      <h2>{title}</h2>
      {rows.length === 0 ? (
        <p className="muted">{w('dialogue.none')}</p>
      ) : (
        <>
          <Plain
            caption={title}
            head={[
              w('field.what'),
              nameOf('field.kind', ''),
              w(`field.${other}`),
              w('field.office'),
              w('field.due'),
              nameOf('field.state', ''),
            ]}
            rows={rows.slice(0, SHOWN).map((row) => ({
              key: row.record.id,
              ...(late(row) ? { tone: 'critical' as const } : {}),
              cells: [
                <PathLink key="what" to={`/programme/dialogue/dialogue-item/${row.record.id}`}>
                  {row.text}
                </PathLink>,
                nameOf(`value.kind.${row.kind}`, row.kind),
                row[other],
                row.office,
                row.due ?? w('dialogue.no-day'),
                nameOf(`value.state.${row.state}`, row.state),
              ],
            }))}
          />
          {rows.length > SHOWN && (
            <p className="muted">
              <PathLink to="/programme/dialogue/dialogue-item">
                {t('list.all', { count: rows.length })}
              </PathLink>
            </p>
          )}
        </>
      )}
    </section>
  )
}
