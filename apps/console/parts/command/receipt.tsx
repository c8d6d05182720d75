import type { CommandReceipt } from '@basinet/kernel/contract'
import type { ReactNode } from 'react'
import { url } from '../../api/client.ts'
import { useT } from '../../i18n/use.ts'
import { Ident } from '../ident.tsx'
import { Icon } from '../icons.tsx'
import { StatusMark } from '../status-mark.tsx'
import { UtcText } from '../time.tsx'
import css from './receipt.module.css'

/** What the node answered: done or waiting, when, and the leaf of the audit log that proves it. */
export function Receipt({ receipt, next }: { receipt: CommandReceipt; next: ReactNode }): ReactNode {
  const t = useT()
  return (
    <section className={css['receipt']} aria-live="polite">
      <StatusMark status={receipt.pendingApproval === undefined ? 'good' : 'neutral'}>
        {receipt.pendingApproval === undefined ? t('receipt.done') : t('receipt.waits')}
      </StatusMark>
      <dl className={css['facts']}>
        <div>
          <dt>{t('receipt.at')}</dt>
          <dd>
            <UtcText at={receipt.at} />
          </dd>
        </div>
        <div>
          <dt>{t('receipt.revision')}</dt>
          <dd>{receipt.rev}</dd>
        </div>
        <div>
          <dt>{t('receipt.leaf')}</dt>
          <dd>
            <Ident value={receipt.leaf} whole />
          </dd>
        </div>
      </dl>
      <div className={css['next']}>
        {next}
        <a href={url(`/audit/proof/${receipt.leaf}`)} download>
          <Icon name="proof" size={16} /> {t('receipt.proof')}
        </a>
      </div>
    </section>
  )
}
