import { Tabs } from '@mantine/core'
import { useNavigate, useParams, useSearch } from '@tanstack/react-router'
import { lazy, Suspense, type ReactNode } from 'react'
import { useRecord, useThread } from '../../api/records.ts'
import { useCatalogue } from '../../api/session.ts'
import type { RecordPage, RecordType } from '../../api/types.ts'
import type { FlatSearch } from '../../app/search-params.ts'
import { useNames, useT } from '../../i18n/use.ts'
import { humanised } from '../../parts/form/names.ts'
import { PageHead } from '../../parts/page-head.tsx'
import { PathLink } from '../../parts/path-link.tsx'
import { KnownTitles } from '../../parts/record/known-titles.ts'
import { useReadableTitle } from '../../parts/record/readable-title.ts'
import { StateMark } from '../../parts/record/state-mark.tsx'
import { ForbiddenState, LoadingState } from '../../parts/state/states.tsx'
import { QueryView } from '../../parts/state/query-view.tsx'
import { useScreenLabel } from '../../state/screen-label.ts'
import css from './detail.module.css'
import { FactsTab } from './facts-tab.tsx'
import { RecordActions } from './record-actions.tsx'

const lazyTab = <T extends string>(load: () => Promise<Record<T, (props: TabProps) => ReactNode>>, name: T) =>
  lazy(async () => ({ default: (await load())[name] }))

export interface TabProps {
  readonly type: RecordType
  readonly page: RecordPage
}

const ThreadTab = lazyTab(() => import('./thread-tab.tsx'), 'ThreadTab')
const FilesTab = lazyTab(() => import('./files-tab.tsx'), 'FilesTab')
const SharedTab = lazyTab(() => import('./shared-tab.tsx'), 'SharedTab')
const HistoryTab = lazyTab(() => import('./history-tab.tsx'), 'HistoryTab')
const CourtTab = lazyTab(() => import('./court-tab.tsx'), 'CourtTab')
const AuditTab = lazyTab(() => import('./audit-tab.tsx'), 'AuditTab')

const ChainTab = lazyTab(() => import('../custody/chain-tab.tsx'), 'ChainTab')
const LabelTab = lazyTab(() => import('../custody/label-tab.tsx'), 'LabelTab')
const PaperTab = lazyTab(() => import('../custody/paper-tab.tsx'), 'PaperTab')

const TABS = {
  facts: FactsTab,
  thread: ThreadTab,
  files: FilesTab,
  shared: SharedTab,
  history: HistoryTab,
  audit: AuditTab,
} as const

/** An exhibit is first of all its chain; its papers are reached from there. */
const OWN_TABS: Readonly<Record<string, TabSet>> = { exhibit: { chain: ChainTab, ...TABS } }
const OWN_PAPERS: Readonly<Record<string, TabSet>> = { exhibit: { label: LabelTab, paper: PaperTab } }
/** What goes before a court by its own page; whatever does is refused there while it is intelligence only. */
const COURT_TYPES = new Set([
  'boarding',
  'seizure',
  'ballistic-comparison',
  'exhibit',
  'firearm-trace',
  'held-person',
])
type TabSet = Readonly<Record<string, (props: TabProps) => ReactNode>>

export function DetailPage(): ReactNode {
  const { type, id } = useParams({ from: '/behind/$line/$capability/$type/$id' })
  const { data: catalogue } = useCatalogue()
  if (catalogue === undefined) return <LoadingState />
  const declared = catalogue.records[type]
  return declared === undefined ? <ForbiddenState /> : <Detail key={id} type={declared} id={id} />
}

function Detail({ type, id }: { type: RecordType; id: string }): ReactNode {
  const record = useRecord(type.type, id)
  const thread = useThread(type.type, id)
  useScreenLabel(record.data?.record.label ?? null)
  const titles = new Map((thread.data?.nodes ?? []).map((node) => [node.id, node.title]))
  return (
    <KnownTitles value={titles}>
      <QueryView query={record}>{(page) => <Page type={type} page={page} />}</QueryView>
    </KnownTitles>
  )
}

function Page({ type, page }: TabProps): ReactNode {
  const t = useT()
  const name = useNames()
  const navigate = useNavigate()
  const readable = useReadableTitle()
  const search = useSearch({ from: '/behind/$line/$capability/$type/$id' }) as FlatSearch
  const { line, capability } = useParams({ from: '/behind/$line/$capability/$type/$id' })
  const own: TabSet = OWN_TABS[type.type] ?? TABS
  const tabs: TabSet = COURT_TYPES.has(type.type) ? { ...own, court: CourtTab } : own
  const [first = 'facts'] = Object.keys(tabs)
  const tab = search['tab'] ?? first
  const Shown = { ...tabs, ...OWN_PAPERS[type.type] }[tab] ?? FactsTab
  const list = `/${line}/${capability}/${type.type}`
  const { record } = page
  const choose = (next: string | null): void =>
    void navigate({
      to: '.',
      search: (next === first || next === null ? {} : { tab: next }) as never,
      replace: true,
    })
  return (
    <article className={css['page']}>
      <PageHead
        title={readable(record.title, type.type)}
        mark={<StateMark type={type} record={record} />}
        note={<PathLink to={list}>{name(`record.${type.type}.name`, humanised(type.type))}</PathLink>}
        actions={
          <RecordActions
            page={page}
            type={type}
            base={`${list}/${record.id}`}
            focusFirst={search['actions'] === '1'}
          />
        }
      />
      <Tabs value={tab} onChange={choose} keepMounted={false} className={css['tabs']}>
        <Tabs.List px="var(--b-pad)">
          {Object.keys(tabs).map((id) => (
            <Tabs.Tab key={id} value={id}>
              {t(`tab.${id}` as 'tab.facts')}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        <Tabs.Panel value={tab} className={css['panel']}>
          <Suspense fallback={<LoadingState />}>
            <Shown type={type} page={page} />
          </Suspense>
        </Tabs.Panel>
      </Tabs>
    </article>
  )
}
