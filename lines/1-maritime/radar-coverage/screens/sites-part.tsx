import { position } from '@basinet/console/i18n/nautical.ts'
import { PathLink } from '@basinet/console/parts/path-link.tsx'
import { EmptyState } from '@basinet/console/parts/state/states.tsx'
import { Button } from '@mantine/core'
import type { ReactNode } from 'react'
import type { Act } from './act-drawer.tsx'
import css from './coverage.module.css'
import { useElevations, type SiteRecord } from './queries.ts'
import { BASE, useWords } from './words.ts'

/** Every radar and candidate, to be opened, or moved without a mouse. */
export function SitesPart({
  sites,
  mayMove,
  act,
}: {
  sites: readonly SiteRecord[]
  mayMove: boolean
  act: (act: Act) => void
}): ReactNode {
  const w = useWords()
  const { data: elevations } = useElevations()
  return (
    <section className={css['section']}>
      <h2>{w('record.coverage-site.plural')}</h2>
      {sites.length === 0 ? (
        <EmptyState title={w('radar.none')} text={w('radar.none-text')} size="small" />
      ) : (
        <ul className={css['list']}>
          {sites.map((site) => (
            <li key={site.id}>
              <span>
                <PathLink to={`${BASE}/coverage-site/${site.id}`}>{site.body.name}</PathLink>
                {' · '}
                {w(`record.coverage-site.value.stage.${site.body.stage}`)}
                <br />
                <span className="mono small muted">
                  {position(site.body.position.lat, site.body.position.lon)}
                </span>
              </span>
              {mayMove && (
                <Button
                  size="compact-sm"
                  variant="default"
                  aria-label={`${w('command.coverage-site.move.name')}: ${site.body.name}`}
                  onClick={() =>
                    act({
                      command: 'coverage-site.move',
                      type: 'coverage-site',
                      record: site,
                      preset: { position: site.body.position, groundM: site.body.groundM },
                    })
                  }
                >
                  {w('command.coverage-site.move.name')}
                </Button>
              )}
            </li>
          ))}
        </ul>
      )}
      <ul className={css['notes']}>
        {mayMove && sites.length > 0 && <li>{w('radar.move-hint')}</li>}
        {elevations !== undefined && (
          <li>
            {elevations.items.length === 0
              ? w('radar.elevations-none')
              : w('radar.elevations', { names: elevations.items.join(', ') })}
          </li>
        )}
      </ul>
    </section>
  )
}
