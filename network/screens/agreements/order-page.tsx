import { useCatalogue } from '@basinet/console/api/session.ts'
import type { CommandType } from '@basinet/console/api/types.ts'
import { useFormat } from '@basinet/console/i18n/use.ts'
import { CommandForm } from '@basinet/console/parts/command/command-form.tsx'
import { Receipt } from '@basinet/console/parts/command/receipt.tsx'
import { PageHead } from '@basinet/console/parts/page-head.tsx'
import { PathLink } from '@basinet/console/parts/path-link.tsx'
import { QueryView } from '@basinet/console/parts/state/query-view.tsx'
import { EmptyState, ForbiddenState, LoadingState } from '@basinet/console/parts/state/states.tsx'
import { useGo } from '@basinet/console/parts/use-go.ts'
import type { CommandReceipt } from '@basinet/kernel/contract'
import { useState, type ReactNode } from 'react'
import { pathTo } from '../place.ts'
import { useOnce } from '../use-desk.ts'
import { useWords } from '../words.ts'
import css from './agreements.module.css'

type Action = 'suspend' | 'resume' | 'end' | 'continue'

interface Effect {
  readonly on: readonly {
    readonly hash: string
    readonly title: string
    readonly parties: readonly string[]
  }[]
  readonly copiesAbroad: number
  readonly copiesHere: number
  readonly recalls: number
}

/** Suspends, resumes, ends or lets copies under one agreement continue, or stops all sharing: what it would touch first, then the order for a second person. */
export function OrderPage({ of, action }: { of: string | null; action: Action }): ReactNode {
  const t = useWords()
  const { data: catalogue } = useCatalogue()
  const view = useOnce<{ readonly hash: string | null }>(
    of === null ? 'agreements/ground' : `agreements/${of}`,
  )
  const command = catalogue?.commands['agreement-order.give']
  const back = of === null ? pathTo('left') : pathTo('agreements', of)
  const all =
    action === 'resume' ? 'network.agreements.order.resume-all' : 'network.agreements.order.suspend-all'
  return (
    <>
      <PageHead
        title={of === null ? t(all) : t(`network.agreements.order.${action}`)}
        note={<PathLink to={back}>{t('network.agreements.back')}</PathLink>}
      />
      <div className={css['form']}>
        {catalogue === undefined ? (
          <LoadingState />
        ) : command?.allowed !== true ? (
          <ForbiddenState />
        ) : (
          <QueryView query={view}>
            {({ hash }) => (
              <Order command={command} action={action} hash={of === null ? null : hash} back={back} />
            )}
          </QueryView>
        )}
      </div>
    </>
  )
}

function Order({
  command,
  action,
  hash,
  back,
}: {
  command: CommandType
  action: Action
  hash: string | null
  back: string
}): ReactNode {
  const t = useWords()
  const go = useGo()
  const format = useFormat()
  const [receipt, setReceipt] = useState<CommandReceipt | null>(null)
  const effect = useOnce<Effect>('agreements/effect', { action, agreement: hash })
  if (receipt !== null)
    return <Receipt receipt={receipt} next={<PathLink to={back}>{t('network.agreements.back')}</PathLink>} />
  return (
    <QueryView query={effect} rows={3}>
      {({ on, copiesAbroad, copiesHere, recalls }) =>
        on.length === 0 ? (
          <EmptyState title={t('network.agreements.effect-none')} size="small" />
        ) : (
          <>
            <ul>
              {on.map((a) => (
                <li key={a.hash}>
                  {a.title} ({a.parties.join(', ')})
                </li>
              ))}
            </ul>
            <p>
              {t('network.agreements.effect-on', {
                agreements: format.number(on.length),
                abroad: format.number(copiesAbroad),
                here: format.number(copiesHere),
              })}
            </p>
            <p>
              {t(`network.agreements.effect-text.${action}`, { recalls: format.number(recalls) })}{' '}
              {t('network.agreements.second-person')}
            </p>
            <CommandForm
              command={command}
              record={null}
              override={{ action, agreement: hash }}
              hide={action === 'continue' ? ['action', 'agreement'] : ['action', 'agreement', 'until']}
              done={setReceipt}
              cancel={() => go(back)}
            />
          </>
        )
      }
    </QueryView>
  )
}
