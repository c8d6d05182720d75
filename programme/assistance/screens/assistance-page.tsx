import { useCatalogue, useMe } from '@basinet/console/api/session.ts'
import { nameOf, useNames, useT } from '@basinet/console/i18n/use.ts'
import { PageHead } from '@basinet/console/parts/page-head.tsx'
import { PathLink } from '@basinet/console/parts/path-link.tsx'
import { EmptyState } from '@basinet/console/parts/state/states.tsx'
import { QueryView } from '@basinet/console/parts/state/query-view.tsx'
import { StatusMark } from '@basinet/console/parts/status-mark.tsx'
import { Plain } from '@basinet/console/parts/table/plain-table.tsx'
import type { ReactNode } from 'react'
import { vettingStanding, type Assistance, type VettingResult } from '../contract.ts'
import { useAllRecords, type Kept } from '@basinet/console/state/use-all-records.ts'
import { useWords } from './words.ts'
import css from './assistance.module.css'

const MAKE = ['assistance.request', 'vetting-result.submit'] as const

/** Rows drawn at once; the list has all of them. */
const SHOWN = 300
const openFirst = (a: Kept<Assistance>, b: Kept<Assistance>): number =>
  Number(a.body.state === 'closed') - Number(b.body.state === 'closed')

/** Everything asked for and given, with the vetting that holds it or lets it go. */
export function AssistancePage(): ReactNode {
  const w = useWords()
  const name = useNames()
  const { data: catalogue } = useCatalogue()
  const query = useAllRecords<Assistance>('assistance')
  return (
    <>
      <PageHead
        title={name('capability.assistance.name', 'Assistance')}
        note={name('capability.assistance.note', '')}
        actions={MAKE.filter((command) => catalogue?.commands[command]?.allowed === true).map((command) => {
          const [type = '', verb = ''] = command.split('.')
          return (
            <PathLink key={command} to={`/programme/assistance/${type}/new/${verb}`}>
              {w(`command.${command}.name`)}
            </PathLink>
          )
        })}
      />
      <div className={css['page']}>
        <p className={css['links']}>
          <PathLink to="/programme/assistance/vetting-result">{w('record.vetting-result.plural')}</PathLink>
          <PathLink to="/programme/assistance/assistance">{w('record.assistance.plural')}</PathLink>
        </p>
        <QueryView query={query}>
          {({ items }) =>
            items.length === 0 ? (
              <EmptyState title={w('assistance.none')} text={w('assistance.none-text')} />
            ) : (
              <Given items={items} />
            )
          }
        </QueryView>
      </div>
    </>
  )
}

/** Assistance with the vetting that holds each or lets it go, what is open first. */
function Given({ items }: { items: readonly Kept<Assistance>[] }): ReactNode {
  const w = useWords()
  const t = useT()
  const results = useAllRecords<VettingResult>('vetting-result').data?.items.map((r) => r.body) ?? []
  return (
    <>
      <Plain
        caption={w('record.assistance.plural')}
        head={[
          nameOf('field.reference', ''),
          nameOf('field.kind', ''),
          nameOf('field.unit', ''),
          nameOf('field.donor', ''),
          nameOf('field.state', ''),
          w('assistance.vetting'),
          w('assistance.last-check'),
        ]}
        rows={items
          .toSorted(openFirst)
          .slice(0, SHOWN)
          .map(({ id, title, body }) => ({
            key: id,
            cells: [
              <PathLink key="what" to={`/programme/assistance/assistance/${id}`}>
                {title}
              </PathLink>,
              nameOf(`value.kind.${body.kind}`, body.kind),
              `${body.unit}, ${body.nation}`,
              body.agreed?.donor ?? '–',
              nameOf(`value.state.${body.state}`, body.state),
              <Vetting key="vetting" body={body} results={results} />,
              lastCheck(body),
            ],
          }))}
      />
      {items.length > SHOWN && (
        <p className="muted">
          <PathLink to="/programme/assistance/assistance">{t('list.all', { count: items.length })}</PathLink>
        </p>
      )}
    </>
  )
}

function lastCheck({ endUse }: Assistance): string {
  const last = endUse.at(-1)
  return last === undefined ? '–' : `${last.on}: ${nameOf(`value.found.${last.found}`, last.found)}`
}

function Vetting({ body, results }: { body: Assistance; results: readonly VettingResult[] }): ReactNode {
  const w = useWords()
  const me = useMe()
  if (body.agreed === null) return '–'
  const { donor, rule } = body.agreed
  const standing = vettingStanding(results, { subject: body.unit, donor, rule }, me.node.utc.slice(0, 10))
  if (standing.why !== null)
    return <StatusMark status="warning">{nameOf(standing.why, standing.state)}</StatusMark>
  return (
    <StatusMark status="good">
      {standing.until === null
        ? w('assistance.not-needed')
        : w('assistance.cleared-until', { day: standing.until })}
    </StatusMark>
  )
}
