import { apiGet } from '@basinet/console/api/client.ts'
import { keys } from '@basinet/console/api/keys.ts'
import { useCatalogue } from '@basinet/console/api/session.ts'
import type { AnyRecord, Page } from '@basinet/console/api/types.ts'
import { useNames } from '@basinet/console/i18n/use.ts'
import { cx } from '@basinet/console/parts/cx.ts'
import { PageHead } from '@basinet/console/parts/page-head.tsx'
import { PathLink } from '@basinet/console/parts/path-link.tsx'
import { highestLabel } from '@basinet/console/parts/record/highest-label.ts'
import { QueryView } from '@basinet/console/parts/state/query-view.tsx'
import { EmptyState } from '@basinet/console/parts/state/states.tsx'
import { useGo } from '@basinet/console/parts/use-go.ts'
import { useNow } from '@basinet/console/state/now.ts'
import { useScreenLabel } from '@basinet/console/state/screen-label.ts'
import { Button } from '@mantine/core'
import { useQuery, type UseQueryResult } from '@tanstack/react-query'
import { useMemo, type ReactNode } from 'react'
import { findingsOf, readinessOf, type CrewMember, type EquipmentItem } from '../contract.ts'
import { ByClass } from './by-class.tsx'
import { CrewPart } from './crew-part.tsx'
import css from './equipment.module.css'
import { ItemsPart, type Judged } from './items-part.tsx'
import { BASE, useWords } from './words.ts'

const SHOWN = 500
/** Days turn and fuel is entered while the page is open. */
const AGAIN_MS = 60_000

function useActive<B>(type: string, state: string): UseQueryResult<Page<AnyRecord & { readonly body: B }>> {
  return useQuery({
    queryKey: [...keys.lists(type), 'readiness'],
    queryFn: ({ signal }) =>
      apiGet<Page<AnyRecord & { readonly body: B }>>(
        `/records/${type}`,
        { 'f.state.in': state, sort: 'name', limit: SHOWN },
        signal,
      ),
    refetchInterval: AGAIN_MS,
  })
}

/** What the nation has, whether it can go, and what stands against it. */
export function EquipmentPage(): ReactNode {
  const w = useWords()
  const name = useNames()
  const now = useNow(AGAIN_MS)
  const { data: catalogue } = useCatalogue()
  const items = useActive<EquipmentItem>('equipment-item', 'active,lost')
  const crew = useActive<CrewMember>('crew-member', 'active')
  const judged = useMemo<Judged[]>(
    () =>
      (items.data?.items ?? []).map(({ id, body }) => {
        const findings = findingsOf(body, now)
        return { id, body, findings, readiness: readinessOf(findings) }
      }),
    [items.data, now],
  )
  useScreenLabel(
    highestLabel([...(items.data?.items ?? []), ...(crew.data?.items ?? [])].map((r) => r.label)),
  )
  const types = ['equipment-item', 'crew-member', 'maritime-asset'].filter(
    (type) => catalogue?.records[type] !== undefined,
  )
  return (
    <>
      <PageHead
        title={name('capability.equipment.name', 'Equipment')}
        note={w('capability.equipment.note')}
        actions={<Actions print={judged.length > 0} />}
      />
      <div className={css['page']} data-paper>
        <QueryView query={items} rows={4}>
          {(page) =>
            page.items.length === 0 ? (
              <EmptyState title={w('equipment.none')} text={w('equipment.none-text')} size="small" />
            ) : (
              <>
                <ByClass items={judged} />
                <ItemsPart items={judged} more={page.next !== null} />
              </>
            )
          }
        </QueryView>
        {catalogue?.records['crew-member'] !== undefined && (
          <QueryView query={crew} rows={2}>
            {(page) => <CrewPart members={page.items} atMs={now} />}
          </QueryView>
        )}
        <section className={cx(css['section'], 'no-print')}>
          <h2>{w('equipment.registers')}</h2>
          <ul className={css['links']}>
            {types.map((type) => (
              <li key={type}>
                <PathLink to={`${type === 'maritime-asset' ? '/1-maritime/interdiction' : BASE}/${type}`}>
                  {name(`record.${type}.plural`, type)}
                </PathLink>
              </li>
            ))}
          </ul>
        </section>
      </div>
    </>
  )
}

function Actions({ print }: { print: boolean }): ReactNode {
  const w = useWords()
  const go = useGo()
  const { data: catalogue } = useCatalogue()
  const may = (command: string): boolean => catalogue?.commands[command]?.allowed === true
  return (
    <>
      {print && (
        <Button variant="default" onClick={() => window.print()}>
          {w('equipment.print')}
        </Button>
      )}
      {may('crew-member.enrol') && (
        <Button variant="default" onClick={() => go(`${BASE}/crew-member/new/enrol`)}>
          {w('command.crew-member.enrol.name')}
        </Button>
      )}
      {may('equipment-item.register') && (
        <Button onClick={() => go(`${BASE}/equipment-item/new/register`)}>
          {w('command.equipment-item.register.name')}
        </Button>
      )}
    </>
  )
}
