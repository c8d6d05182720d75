import { Button } from '@mantine/core'
import type { ReactNode } from 'react'
import { ApiFailure } from '../../api/client.ts'
import { useT } from '../../i18n/use.ts'
import { Icon, type IconName } from '../icons.tsx'
import { Age } from '../time.tsx'
import { useFailureText } from './failure-text.ts'
import css from './state.module.css'

interface StateProps {
  readonly title: string
  readonly text?: ReactNode
  /** What the reader can do next. */
  readonly actions?: ReactNode
  readonly size?: 'page' | 'small'
}

function State({
  icon,
  tone,
  title,
  text,
  actions,
  size = 'page',
}: StateProps & { icon: IconName; tone?: 'critical' | 'warning' }): ReactNode {
  return (
    <section className={css['state']} data-tone={tone} data-size={size}>
      <p className={css['head']}>
        <Icon name={icon} />
        {title}
      </p>
      {text !== undefined && <div className={css['text']}>{text}</div>}
      {actions !== undefined && <div className={css['actions']}>{actions}</div>}
    </section>
  )
}

/** Nothing is there, and that is the answer. */
export function EmptyState(props: StateProps): ReactNode {
  return <State icon="empty" {...props} />
}

/** The shape of what comes; read out as loading, drawn without movement. */
export function LoadingState({ rows = 6 }: { rows?: number }): ReactNode {
  const t = useT()
  return (
    <div className={css['rows']} role="status" data-loading aria-label={t('state.loading')}>
      {Array.from({ length: rows }, (_, i) => (
        <div key={i} className={css['bone']} style={{ width: `${88 - ((i * 17) % 45)}%` }} />
      ))}
    </div>
  )
}

/** The reader may not see it: says which rule, and who could. */
export function ForbiddenState({ error, size }: { error?: unknown; size?: 'page' | 'small' }): ReactNode {
  const t = useT()
  const failureText = useFailureText()
  return (
    <State
      icon="lock"
      title={t('state.forbidden.title')}
      text={
        <>
          <p>{error instanceof ApiFailure ? failureText(error) : t('state.forbidden.text')}</p>
          <p>{t('state.forbidden.next')}</p>
        </>
      }
      {...(size === undefined ? {} : { size })}
    />
  )
}

/** Asking went wrong: what happened, the code for whoever helps, and a way to ask again. */
export function FailedState({
  error,
  retry,
  size,
}: {
  error: unknown
  retry?: () => void
  size?: 'page' | 'small'
}): ReactNode {
  const t = useT()
  const failureText = useFailureText()
  return (
    <State
      icon="broken"
      tone="critical"
      title={t('state.failed.title')}
      text={
        <>
          <p>{failureText(error)}</p>
          {error instanceof ApiFailure && <p className="mono small">{error.code}</p>}
        </>
      }
      {...(size === undefined ? {} : { size })}
      {...(retry === undefined
        ? {}
        : {
            actions: (
              <Button variant="default" onClick={retry}>
                {t('action.retry')}
              </Button>
            ),
          })}
    />
  )
}

/** What is shown is not the present: its age, always counting. */
export function StaleBar({ since, retry }: { since: number; retry?: () => void }): ReactNode {
  const t = useT()
  return (
    <div className={css['bar']} role="status">
      <Icon name="clock" size={16} />
      <span>
        {t('state.stale')} <Age at={since} every={1000} />
      </span>
      {retry !== undefined && (
        <Button variant="subtle" size="compact-sm" onClick={retry}>
          {t('action.retry')}
        </Button>
      )}
    </div>
  )
}

/** Some of it could not be had: what is missing is named. */
export function PartialBar({ missing, retry }: { missing: string; retry?: () => void }): ReactNode {
  const t = useT()
  return (
    <div className={css['bar']} role="status">
      <Icon name="warning" size={16} />
      <span>{t('state.partial', { missing })}</span>
      {retry !== undefined && (
        <Button variant="subtle" size="compact-sm" onClick={retry}>
          {t('action.retry')}
        </Button>
      )}
    </div>
  )
}
