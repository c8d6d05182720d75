import type { CommandReceipt } from '@basinet/kernel/contract'
import { useParams, useRouter } from '@tanstack/react-router'
import { useState, type ReactNode } from 'react'
import { useCommandName } from '../../parts/command-name.ts'
import { ApiFailure } from '../../api/client.ts'
import { useRecord } from '../../api/records.ts'
import { useCatalogue } from '../../api/session.ts'
import { useT } from '../../i18n/use.ts'
import { PageHead } from '../../parts/page-head.tsx'
import { PathLink } from '../../parts/path-link.tsx'
import { useReadableTitle } from '../../parts/record/readable-title.ts'
import { EmptyState, ForbiddenState, LoadingState } from '../../parts/state/states.tsx'
import { QueryView } from '../../parts/state/query-view.tsx'
import { useScreenLabel } from '../../state/screen-label.ts'
import { CommandForm } from '../../parts/command/command-form.tsx'
import { Receipt } from '../../parts/command/receipt.tsx'
import css from './form-page.module.css'

/** One command on one record. */
export function ActPage(): ReactNode {
  const commandName = useCommandName()
  const t = useT()
  const router = useRouter()
  const readable = useReadableTitle()
  const {
    line,
    capability,
    type,
    id,
    verb: asked,
  } = useParams({
    from: '/behind/$line/$capability/$type/$id/do/$verb',
  })
  const { data: catalogue } = useCatalogue()
  const record = useRecord(type, id)
  const [receipt, setReceipt] = useState<CommandReceipt | null>(null)
  useScreenLabel(record.data?.record.label ?? null)
  if (catalogue === undefined) return <LoadingState />
  const command = catalogue.commands[`${type}.${asked}`]
  if (command === undefined) return <ForbiddenState />
  const path = `/${line}/${capability}/${type}/${id}`
  const verb = commandName(command.name)
  return (
    <QueryView query={record}>
      {(page) => {
        const action = page.actions.find((a) => a.command === command.name)
        const refused = receipt === null && action?.enabled === false
        return (
          <div className={css['page']}>
            <PageHead
              title={verb}
              note={<PathLink to={path}>{readable(page.record.title, type)}</PathLink>}
            />
            <div className={css['body']}>
              {receipt !== null ? (
                <Receipt receipt={receipt} next={<PathLink to={path}>{t('receipt.open')}</PathLink>} />
              ) : action === undefined ? (
                <EmptyState title={t('action.absent')} />
              ) : refused ? (
                <ForbiddenState
                  error={new ApiFailure(403, action.why ?? { code: 'command.denied', message: verb })}
                />
              ) : (
                <CommandForm
                  command={command}
                  record={page.record}
                  done={setReceipt}
                  cancel={() => router.history.push(path)}
                />
              )}
            </div>
          </div>
        )
      }}
    </QueryView>
  )
}
