import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { apiGet } from '../../api/client.ts'
import { keys } from '../../api/keys.ts'
import type { AuditHead } from '../../api/types.ts'
import { useFormat, useT } from '../../i18n/use.ts'
import { Ident } from '../../parts/ident.tsx'
import { QueryView } from '../../parts/state/query-view.tsx'
import { StatusMark } from '../../parts/status-mark.tsx'
import { UtcText } from '../../parts/time.tsx'
import css from './audit.module.css'

/** The newest signed checkpoint: what to keep elsewhere so that nobody, this node included, can rewrite the past unseen. */
export function Checkpoint(): ReactNode {
  const t = useT()
  const format = useFormat()
  const head = useQuery({ queryKey: keys.auditHead, queryFn: () => apiGet<AuditHead>('/audit/head') })
  return (
    <QueryView query={head} rows={2}>
      {(data) => (
        <section className={css['checkpoint']} aria-label={t('audit.checkpoint')}>
          <div>
            <h2>{t('audit.checkpoint')}</h2>
            {data.root === null || data.at === null ? (
              <p className="muted">{t('audit.no-checkpoint')}</p>
            ) : (
              <>
                <p>
                  {t('audit.size', { count: data.size, size: format.number(data.size) })} ·{' '}
                  <UtcText at={data.at} />
                </p>
                <p>
                  {t('audit.root')} <Ident value={data.root} whole />
                </p>
                <details>
                  <summary>{t('audit.note-text')}</summary>
                  <pre>{data.note}</pre>
                </details>
              </>
            )}
          </div>
          <div>
            <p>
              <StatusMark status={data.witnessed ? 'good' : 'warning'}>
                {data.witnessed ? t('audit.witnessed') : t('audit.not-witnessed')}
              </StatusMark>
            </p>
            <p className="muted small">{t('audit.unsequenced', { count: data.unsequenced })}</p>
          </div>
        </section>
      )}
    </QueryView>
  )
}
