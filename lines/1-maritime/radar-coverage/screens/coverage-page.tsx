import { useCatalogue } from '@basinet/console/api/session.ts'
import { useNames } from '@basinet/console/i18n/use.ts'
import { PageHead } from '@basinet/console/parts/page-head.tsx'
import { PathLink } from '@basinet/console/parts/path-link.tsx'
import { highestLabel } from '@basinet/console/parts/record/highest-label.ts'
import { QueryView } from '@basinet/console/parts/state/query-view.tsx'
import { useGo } from '@basinet/console/parts/use-go.ts'
import { useScreenLabel } from '@basinet/console/state/screen-label.ts'
import { Button } from '@mantine/core'
import { useSearch } from '@tanstack/react-router'
import { useState, type ReactNode } from 'react'
import { ActDrawer, type Act } from './act-drawer.tsx'
import css from './coverage.module.css'
import { CoverageMap, type Mode } from './coverage-map.tsx'
import { useSites, useStudies, type SiteRecord, type StudyRecord } from './queries.ts'
import { ReportPaper } from './report-paper.tsx'
import { SitesPart } from './sites-part.tsx'
import { StudyPart } from './study-part.tsx'
import { BASE, useWords } from './words.ts'

/** Radars on the map, and what a study says they see: `?study=<id>`, and `&paper=1` for its report. */
export function CoveragePage(): ReactNode {
  const search: Readonly<Record<string, unknown>> = useSearch({ strict: false })
  const sites = useSites()
  const studies = useStudies()
  useScreenLabel(
    highestLabel([...(sites.data?.items ?? []), ...(studies.data?.items ?? [])].map((r) => r.label)),
  )
  return (
    <QueryView query={sites}>
      {({ items }) => (
        <QueryView query={studies}>
          {(page) => {
            const shown = page.items.find(({ id }) => id === search['study']) ?? null
            return (
              <Loaded
                sites={items}
                studies={page.items}
                shown={shown}
                paper={search['paper'] !== undefined}
              />
            )
          }}
        </QueryView>
      )}
    </QueryView>
  )
}

interface LoadedProps {
  readonly sites: readonly SiteRecord[]
  readonly studies: readonly StudyRecord[]
  readonly shown: StudyRecord | null
  readonly paper: boolean
}

type Preset = Readonly<Record<string, unknown>>
const placing = (preset: Preset): Act => ({
  command: 'coverage-site.place',
  type: 'coverage-site',
  record: null,
  preset,
})

/** All radars of the plan take part until some are taken out. */
function asking(sites: readonly SiteRecord[], preset: Preset): Act {
  const of = (stage: string): string[] => sites.filter((s) => s.body.stage === stage).map((s) => s.id)
  return {
    command: 'coverage-study.ask',
    type: 'coverage-study',
    record: null,
    preset: { sites: of('in-service'), candidates: of('candidate'), ...preset },
  }
}

function Loaded({ sites, studies, shown, paper }: LoadedProps): ReactNode {
  const [mode, setMode] = useState<Mode>('look')
  const [act, setAct] = useState<Act | null>(null)
  const { data: catalogue } = useCatalogue()
  const may = (command: string): boolean => catalogue?.commands[command]?.allowed === true
  const begin = (next: Act): void => {
    setMode('look')
    setAct(next)
  }
  const ask = (preset: Preset): void => begin(asking(sites, preset))
  const move = (site: SiteRecord, position: { lon: number; lat: number }): void =>
    begin({
      command: 'coverage-site.move',
      type: 'coverage-site',
      record: site,
      preset: { position, groundM: null },
    })
  const result = shown?.body.result ?? null
  return (
    <>
      <Head mode={mode} setMode={setMode} may={may} shown={shown} paper={paper} />
      {paper && shown !== null && result !== null ? (
        <ReportPaper study={shown.body} result={result} />
      ) : (
        <div className={css['page']}>
          <div className={css['main']}>
            <ModeBar
              mode={mode}
              stop={() => setMode('look')}
              form={() => (mode === 'place' ? begin(placing({})) : ask({}))}
            />
            <CoverageMap
              study={shown?.body ?? null}
              sites={sites}
              mode={mode}
              mayMove={may('coverage-site.move')}
              placed={(position) => begin(placing({ position }))}
              moved={move}
              drawn={(ring) => ask({ zone: { type: 'Polygon', coordinates: [ring] } })}
            />
            <StudyPart studies={studies} shown={shown} copy={ask} />
          </div>
          <aside className={css['side']}>
            <SitesPart sites={sites} mayMove={may('coverage-site.move')} act={setAct} />
          </aside>
        </div>
      )}
      <ActDrawer act={act} close={() => setAct(null)} done={() => setMode('look')} />
    </>
  )
}

function Head({
  mode,
  setMode,
  may,
  shown,
  paper,
}: {
  mode: Mode
  setMode: (mode: Mode) => void
  may: (command: string) => boolean
  shown: StudyRecord | null
  paper: boolean
}): ReactNode {
  const w = useWords()
  const name = useNames()
  const go = useGo()
  const withPaper = shown?.body.state === 'done' ? `${BASE}?study=${shown.id}` : null
  return (
    <PageHead
      title={name('capability.radar-coverage.name', 'Radar coverage')}
      note={
        <>
          {w('capability.radar-coverage.note')} ·{' '}
          <PathLink to={`${BASE}/coverage-site`}>{w('record.coverage-site.plural')}</PathLink>
          {' · '}
          <PathLink to={`${BASE}/coverage-study`}>{w('record.coverage-study.plural')}</PathLink>
        </>
      }
      actions={
        <>
          {withPaper !== null && (
            <Button
              variant="default"
              aria-pressed={paper}
              onClick={() => go(paper ? withPaper : `${withPaper}&paper=1`)}
            >
              {w('radar.report')}
            </Button>
          )}
          {!paper && may('coverage-study.ask') && (
            <Button variant="default" aria-pressed={mode === 'zone'} onClick={() => setMode('zone')}>
              {w('radar.zone-draw')}
            </Button>
          )}
          {!paper && may('coverage-site.place') && (
            <Button aria-pressed={mode === 'place'} onClick={() => setMode('place')}>
              {w('command.coverage-site.place.name')}
            </Button>
          )}
        </>
      }
    />
  )
}

/** What a click does now, and the same by keyboard. */
function ModeBar({ mode, stop, form }: { mode: Mode; stop: () => void; form: () => void }): ReactNode {
  const w = useWords()
  if (mode === 'look') return null
  return (
    <div className={css['row']} role="status">
      <span>{w(mode === 'place' ? 'radar.place-hint' : 'radar.zone-hint')}</span>
      <Button size="compact-sm" variant="default" onClick={form}>
        {w(mode === 'place' ? 'radar.place-form' : 'radar.zone-form')}
      </Button>
      <Button size="compact-sm" variant="default" onClick={stop}>
        {w('radar.stop')}
      </Button>
    </div>
  )
}
