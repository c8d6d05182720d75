import { useT } from '@basinet/console/i18n/use.ts'
import { PathLink } from '@basinet/console/parts/path-link.tsx'
import { EmptyState } from '@basinet/console/parts/state/states.tsx'
import { QueryView } from '@basinet/console/parts/state/query-view.tsx'
import { StatusMark } from '@basinet/console/parts/status-mark.tsx'
import { Age } from '@basinet/console/parts/time.tsx'
import type { ReactNode } from 'react'
import type { AlertView } from '../../contract.ts'
import { useAlerts } from '../live/queries.ts'
import css from '../panel/panel.module.css'
import { useWords } from '../words.ts'
import { AlertActions } from './alert-actions.tsx'
import { useAlertWords } from './alert-words.ts'

const RANK = { critical: 0, warning: 1, info: 2 } as const

const DARK = 'dark.contact'

/** Distress first and always; then contacts that hide, which are gone while others are read; then by gravity; then the newest. */
function byGravity(a: AlertView, b: AlertView): number {
  return (
    Number(b.distress) - Number(a.distress) ||
    Number(a.state !== 'open') - Number(b.state !== 'open') ||
    Number(b.rule === DARK) - Number(a.rule === DARK) ||
    RANK[a.severity] - RANK[b.severity] ||
    b.at.localeCompare(a.at)
  )
}

/** Everything the machine noticed that nobody has closed yet. No filter of the map reaches this list. */
export function AlertsPanel(): ReactNode {
  const t = useWords()
  const alerts = useAlerts()
  return (
    <>
      <QueryView query={alerts} rows={5}>
        {({ items, total }) =>
          items.length === 0 ? (
            <EmptyState title={t('picture.alerts.none')} text={t('picture.alerts.none-text')} />
          ) : (
            <>
              {total > items.length && (
                <p className={css['params']}>{t('picture.alerts.cut', { shown: items.length, total })}</p>
              )}
              <ul>
                {items.toSorted(byGravity).map((alert) => (
                  <AlertItem key={alert.id} alert={alert} />
                ))}
              </ul>
            </>
          )
        }
      </QueryView>
      <p className={css['section']}>
        <PathLink to="/1-maritime/picture/picture-alert">{t('picture.alerts.all')}</PathLink>
      </p>
    </>
  )
}

function AlertItem({ alert }: { alert: AlertView }): ReactNode {
  const t = useWords()
  const console = useT()
  const words = useAlertWords()
  const params = words.params(alert)
  return (
    <li className={css['item']} data-distress={alert.distress || undefined}>
      <p className={css['itemHead']}>
        <StatusMark status={alert.severity}>
          {alert.distress ? t('picture.alerts.distress') : console(`severity.${alert.severity}`)}
          {alert.state === 'acknowledged' && ` · ${t('picture.alerts.acknowledged')}`}
        </StatusMark>
        <span className="muted small">
          <Age at={alert.at} />
        </span>
      </p>
      <p className={css['why']}>
        {(alert.name !== undefined || alert.mmsi !== undefined) && (
          <strong>{alert.name ?? alert.mmsi} </strong>
        )}
        {words.sentence(alert)}
      </p>
      {params !== '' && <p className={css['params']}>{params}</p>}
      <AlertActions alert={alert} />
    </li>
  )
}
