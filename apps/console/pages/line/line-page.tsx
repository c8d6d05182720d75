import { Link, useParams } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { NotFound } from '../../app/not-found.tsx'
import { useCatalogue } from '../../api/session.ts'
import { useNames, useT } from '../../i18n/use.ts'
import { Icon } from '../../parts/icons.tsx'
import { PageHead } from '../../parts/page-head.tsx'
import { EmptyState } from '../../parts/state/states.tsx'
import { QueryView } from '../../parts/state/query-view.tsx'
import { NODE_PAGES, RAIL } from '../../shell/lines.ts'
import { CapabilityContents } from './capability-contents.tsx'
import css from './line.module.css'

/** A line of the mission: what this node has for it, or that it has nothing yet. */
export function LinePage(): ReactNode {
  const t = useT()
  const name = useNames()
  const { line } = useParams({ from: '/behind/$line' })
  const catalogue = useCatalogue()
  if (!RAIL.some((place) => place.id === line)) return <NotFound />
  return (
    <>
      <PageHead title={name(`line.${line}.name`, line)} note={name(`line.${line}.note`, '')} />
      <QueryView query={catalogue}>
        {(data) => {
          const capabilities = data.lines.find((l) => l.id === line)?.capabilities ?? []
          if (capabilities.length === 0 && line !== 'node')
            return <EmptyState title={t('line.empty')} text={t('line.empty-text')} />
          return (
            <div className={css['sections']}>
              {line === 'node' && <NodePages />}
              {capabilities.map((capability) => (
                <section key={capability.id}>
                  <h2>
                    <Link to="/$line/$capability" params={{ line, capability: capability.id }}>
                      {name(`capability.${capability.id}.name`, capability.id)}
                    </Link>
                  </h2>
                  <CapabilityContents line={line} capability={capability} catalogue={data} />
                </section>
              ))}
            </div>
          )
        }}
      </QueryView>
    </>
  )
}

function NodePages(): ReactNode {
  const t = useT()
  const name = useNames()
  return (
    <section>
      <h2>{t('line.node-pages')}</h2>
      <ul className={css['types']}>
        {NODE_PAGES.map((page) => (
          <li key={page.id}>
            <Link to={page.path as '/'} className={css['type']}>
              <Icon name={page.icon} size={16} />
              {name(`nav.${page.id}`, page.id)}
            </Link>
          </li>
        ))}
      </ul>
    </section>
  )
}
