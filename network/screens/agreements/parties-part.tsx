import { Ident } from '@basinet/console/parts/ident.tsx'
import { StatusMark } from '@basinet/console/parts/status-mark.tsx'
import { Plain } from '@basinet/console/parts/table/plain-table.tsx'
import { TimeText } from '@basinet/console/parts/time.tsx'
import type { ReactNode } from 'react'
import type { AgreementView } from '../../desk/agreement-view.ts'
import { useWords } from '../words.ts'

/** Who signed in which capacity, by which law, and on which paper. */
export function PartiesPart({ view }: { view: AgreementView }): ReactNode {
  const t = useWords()
  const columns = ['signatory', 'law', 'signed', 'filed'] as const
  const yesOrNo = (yes: boolean): string => t(yes ? 'network.agreements.yes' : 'network.agreements.no')
  return (
    <>
      <Plain
        caption={t('network.agreements.parties')}
        head={[t('network.desk.column.nation'), ...columns.map((c) => t(`network.agreements.column.${c}`))]}
        rows={view.parties.map(({ nation, signed, filed, suspends }) => ({
          key: nation,
          ...(suspends ? { tone: 'warning' as const } : {}),
          cells: [
            <span key="n">
              {nation}
              {suspends && <span className="muted small"> {t('network.agreements.rests')}</span>}
            </span>,
            signed === null ? (
              <span key="s" className="muted">
                {t('network.agreements.not-signed')}
              </span>
            ) : (
              <span key="s">
                {signed.signatory}
                <br />
                <span className="muted small">{signed.capacity}</span>
              </span>
            ),
            signed?.enablingLaw ?? '–',
            signed === null ? '–' : <TimeText key="t" at={signed.at} />,
            yesOrNo(filed),
          ],
        }))}
      />
      {view.paper.state === 'differ' && (
        <p>
          <StatusMark status="critical">{t('network.agreements.papers-differ')}</StatusMark>
        </p>
      )}
      {view.paper.sha256 !== null && (
        <p className="small">
          {t('network.agreements.paper-is')} <Ident value={view.paper.sha256} whole />
        </p>
      )}
    </>
  )
}
