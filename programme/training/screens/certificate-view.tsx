import { useFormat, useT } from '@basinet/console/i18n/use.ts'
import { PageHead } from '@basinet/console/parts/page-head.tsx'
import { PathLink } from '@basinet/console/parts/path-link.tsx'
import { QueryView } from '@basinet/console/parts/state/query-view.tsx'
import { download } from '@basinet/console/parts/table/csv.ts'
import { useScreenLabel } from '@basinet/console/state/screen-label.ts'
import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import type { Certificate } from '../contract.ts'
import { useCertificate, type Kept } from './api.ts'
import css from './training.module.css'
import { useWords } from './words.ts'

const QR_SIZE = 320

/** One certificate as it is handed over: on paper with its code, and as a file. */
export function CertificateView({ id }: { id: string }): ReactNode {
  const query = useCertificate(id)
  useScreenLabel(query.data?.record.label ?? null)
  return <QueryView query={query}>{({ record }) => <Paper of={record} />}</QueryView>
}

function Paper({ of: { id, body, label } }: { of: Kept<Certificate> }): ReactNode {
  const w = useWords()
  const t = useT()
  const { credential } = body
  const { exercise } = label
  return (
    <>
      <PageHead
        title={w('training.certificate')}
        note={w(`record.training-certificate.value.state.${body.state}`)}
        actions={
          <div className={`${css['links'] ?? ''} no-print`}>
            <Button onClick={() => window.print()}>{t('action.print')}</Button>
            {credential !== null && (
              <Button
                variant="default"
                onClick={() =>
                  download(`certificate-${body.code}-${id.slice(-6)}.json`, 'application/json', credential)
                }
              >
                {w('training.certificate-file')}
              </Button>
            )}
            <PathLink to={`/programme/training/training-certificate/${id}`}>
              {w('record.training-certificate.name')}
            </PathLink>
            <PathLink to="/programme/training?tab=certificates">{w('training.tab.certificates')}</PathLink>
          </div>
        }
      />
      <Face of={body} exercise={exercise} />
    </>
  )
}

/** What is printed. */
function Face({ of: body, exercise }: { of: Certificate; exercise: boolean }): ReactNode {
  const w = useWords()
  const format = useFormat()
  const { token } = body
  return (
    <article className={css['paper']}>
      <p>{body.issuer}</p>
      <h2>{w('training.certificate')}</h2>
      {exercise && <p className={css['exercise']}>{w('training.exercise')}</p>}
      <p>{w('training.certificate-of')}</p>
      <p>
        <strong>{body.name}</strong>, {body.unit}, {body.nation}
      </p>
      <p>{w('training.certificate-passed')}</p>
      <p>
        <strong>
          {body.code} {body.course}
        </strong>
      </p>
      <dl className={css['facts']}>
        <div>
          <dt>{w('record.training-certificate.field.validFrom')}</dt>
          <dd>{format.date(body.validFrom, 'UTC')}</dd>
        </div>
        <div>
          <dt>{w('record.training-certificate.field.validUntil')}</dt>
          <dd>{body.validUntil === null ? '–' : format.date(body.validUntil, 'UTC')}</dd>
        </div>
        {body.document !== null && (
          <div>
            <dt>{w('record.training-certificate.field.document')}</dt>
            <dd>{body.document}</dd>
          </div>
        )}
      </dl>
      {token !== null && (
        <div className={css['proof']}>
          <Code text={token} label={w('training.qr')} />
          <div>
            <p>{w('training.certificate-verify')}</p>
            <p className={css['mono']}>urn:uuid:{body.holder}</p>
          </div>
        </div>
      )}
    </article>
  )
}

/** The signed certificate itself as a code: whoever scans it needs no network. */
function Code({ text, label }: { text: string; label: string }): ReactNode {
  const { data } = useQuery({
    queryKey: ['qr', text],
    queryFn: async () => {
      const { toString } = await import('qrcode')
      return toString(text, { type: 'svg', margin: 0, errorCorrectionLevel: 'L' })
    },
    staleTime: 'static',
  })
  return data === undefined ? null : (
    <img
      src={`data:image/svg+xml;utf8,${encodeURIComponent(data)}`}
      alt={label}
      width={QR_SIZE}
      height={QR_SIZE}
    />
  )
}
