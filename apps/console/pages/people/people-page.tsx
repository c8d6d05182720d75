import { Tabs } from '@mantine/core'
import { useNavigate, useSearch } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useCatalogue, useMe } from '../../api/session.ts'
import type { Catalogue, RecordType } from '../../api/types.ts'
import type { FlatSearch } from '../../app/search-params.ts'
import { useNames, useT } from '../../i18n/use.ts'
import { PageHead } from '../../parts/page-head.tsx'
import { EmptyState, LoadingState } from '../../parts/state/states.tsx'
import { CreateActions } from '../records/create-actions.tsx'
import { OrganisationTree } from './organisation-tree.tsx'
import { ReportsPanel } from './reports-panel.tsx'
import { TypeRows } from './type-rows.tsx'

const TYPES = [
  'person',
  'posting',
  'agency',
  'unit',
  'break-glass',
  'data-subject-request',
  'nation-parameter',
] as const

/** Who the node gives the reports to; others are not offered the tab. */
const REPORT_READERS = new Set(['administrator', 'auditor', 'oversight'])

/** People, units, and what watches over their rights. Each tab is there only for who may read it. */
export function PeoplePage(): ReactNode {
  const t = useT()
  const name = useNames()
  const navigate = useNavigate()
  const search = useSearch({ from: '/behind/node/people' }) as FlatSearch
  const me = useMe()
  const { data: catalogue } = useCatalogue()
  const reports = me.oversight || me.roles.some((role) => REPORT_READERS.has(role))
  if (catalogue === undefined) return <LoadingState />
  const types = readable(catalogue)
  const organised = catalogue.records['unit'] !== undefined && catalogue.records['agency'] !== undefined
  const first = organised ? 'organisation' : types[0]?.type
  if (first === undefined)
    return (
      <>
        <PageHead title={t('nav.people')} />
        <EmptyState title={t('people.none')} text={t('people.none-text')} />
      </>
    )
  const tab = search['tab'] ?? first
  const shown = types.find((type) => type.type === tab)
  return (
    <>
      <PageHead
        title={t('nav.people')}
        note={t('people.note')}
        actions={shown === undefined ? undefined : <CreateActions type={shown} />}
      />
      <Tabs
        value={tab}
        onChange={(next) => void navigate({ to: '.', search: { tab: next } as never, replace: true })}
        keepMounted={false}
      >
        <Tabs.List px="var(--b-pad)">
          {organised && <Tabs.Tab value="organisation">{t('people.organisation')}</Tabs.Tab>}
          {types.map((type) => (
            <Tabs.Tab key={type.type} value={type.type}>
              {name(`record.${type.type}.plural`, type.type)}
            </Tabs.Tab>
          ))}
          {reports && <Tabs.Tab value="reports">{t('reports.title')}</Tabs.Tab>}
        </Tabs.List>
        <Tabs.Panel value={tab} px="var(--b-pad)" pb={32}>
          {tab === 'reports' ? (
            <ReportsPanel />
          ) : shown === undefined ? (
            <OrganisationTree />
          ) : (
            <TypeRows type={shown} />
          )}
        </Tabs.Panel>
      </Tabs>
    </>
  )
}

function readable(catalogue: Catalogue): RecordType[] {
  return TYPES.flatMap((type) => catalogue.records[type] ?? [])
}
