import { apiGet } from '@basinet/console/api/client.ts'
import { keys } from '@basinet/console/api/keys.ts'
import { useCatalogue } from '@basinet/console/api/session.ts'
import type { AnyRecord, Page } from '@basinet/console/api/types.ts'
import { PathLink } from '@basinet/console/parts/path-link.tsx'
import { QueryView } from '@basinet/console/parts/state/query-view.tsx'
import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import type { Interdiction } from '../contract/interdiction.ts'
import type { Act } from './act-drawer.tsx'
import css from './interdiction.module.css'
import { BASE, useWords } from './words.ts'

const TYPES = [
  ['boarding', 'boarding.begin'],
  ['held-person', 'held-person.record'],
] as const

/** Boardings and persons of the operation, for whoever may read them; begun from here by a boarding officer. */
export function BoardingsPart({
  id,
  body,
  begin,
}: {
  id: string
  body: Interdiction
  begin: (act: Act) => void
}): ReactNode {
  const w = useWords()
  const { data: catalogue } = useCatalogue()
  return TYPES.filter(([type]) => catalogue?.records[type] !== undefined).map(([type, command]) => {
    const may = catalogue?.commands[command]?.allowed === true && body.state !== 'ended'
    return (
      <section key={type} className={css['section']}>
        <h2>{w(`record.${type}.plural`)}</h2>
        <Records type={type} operation={id} />
        {may && (
          <Button
            variant="default"
            onClick={() =>
              begin({ command, record: null, preset: presetOf(type, id, body), hide: ['interdiction'] })
            }
          >
            {w(`command.${command}.name`)}
          </Button>
        )}
      </section>
    )
  })
}

/** What the operation already knows of a new boarding or person. */
function presetOf(
  type: string,
  id: string,
  { position, flag }: Interdiction,
): Readonly<Record<string, unknown>> {
  const now = new Date().toISOString()
  return type === 'boarding'
    ? { interdiction: id, at: now, position, flag }
    : { interdiction: id, heldSince: now }
}

function Records({ type, operation }: { type: (typeof TYPES)[number][0]; operation: string }): ReactNode {
  const w = useWords()
  const query = useQuery({
    queryKey: [...keys.lists(type), 'of', operation],
    queryFn: ({ signal }) =>
      apiGet<Page<AnyRecord>>(`/records/${type}`, { 'f.interdiction': operation, limit: 50 }, signal),
  })
  return (
    <QueryView query={query} rows={1}>
      {({ items }) =>
        items.length === 0 ? (
          <p className="muted">{w('interdiction.nothing')}</p>
        ) : (
          <ul className={css['list']}>
            {items.map((record) => (
              <li key={record.id}>
                <PathLink to={`${BASE}/${type}/${record.id}`}>{record.title}</PathLink>
                {type === 'boarding' && (
                  <>
                    {' · '}
                    <PathLink to={`${BASE}?boarding=${record.id}`}>
                      {w('interdiction.boarding-paper')}
                    </PathLink>
                  </>
                )}
              </li>
            ))}
          </ul>
        )
      }
    </QueryView>
  )
}
