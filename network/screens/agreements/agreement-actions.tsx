import { useCommand } from '@basinet/console/api/command.ts'
import { useCatalogue, useMe } from '@basinet/console/api/session.ts'
import { useNames } from '@basinet/console/i18n/use.ts'
import { ActionButton } from '@basinet/console/parts/action-button.tsx'
import { PathLink } from '@basinet/console/parts/path-link.tsx'
import { useFailureText } from '@basinet/console/parts/state/failure-text.ts'
import { useGo } from '@basinet/console/parts/use-go.ts'
import { useQueryClient } from '@tanstack/react-query'
import { useState, type ReactNode } from 'react'
import type { AgreementView } from '../../desk/agreement-view.ts'
import desk from '../desk.module.css'
import { pathTo } from '../place.ts'
import { useWords } from '../words.ts'
import css from './agreements.module.css'

/** What may be done with an agreement as it stands now, the next step first. */
export function AgreementActions({ of, view }: { of: string; view: AgreementView }): ReactNode {
  const t = useWords()
  const name = useNames()
  const { data: catalogue } = useCatalogue()
  const may = (command: string): boolean => catalogue?.commands[command]?.allowed === true
  const state = view.dossier?.state ?? null
  const link = (act: string, words: string, primary = false): ReactNode => (
    <PathLink
      key={act}
      to={pathTo('agreements', of, act)}
      className={(primary ? desk['primary'] : desk['secondary']) ?? ''}
    >
      {words}
    </PathLink>
  )
  const me = useMe().node.nation
  const signed = view.state === 'ended' || view.parties.some((p) => p.nation === me && p.signed !== null)
  const stands = view.hash !== null && view.state !== 'draft' && view.state !== 'ended'
  const orders = may('agreement-order.give') && stands
  return (
    <div className={css['actions']}>
      {state === 'draft' && may('agreement.offer') && <OfferButton view={view} />}
      {state === 'draft' &&
        may('agreement.revise') &&
        link('revise', name('command.agreement.revise.name', ''))}
      {view.dossier === null && view.hash !== null && !signed && may('agreement.take-up') && (
        <TakeUpButton hash={view.hash} />
      )}
      {(state === 'offered' || state === 'received') &&
        view.state !== 'ended' &&
        may('agreement.sign') &&
        link('sign', name('command.agreement.sign.name', ''), true)}
      {orders && view.state === 'active' && link('suspend', t('network.agreements.order.suspend'))}
      {orders && view.state === 'active' && link('continue', t('network.agreements.order.continue'))}
      {orders && view.state === 'suspended' && link('resume', t('network.agreements.order.resume'))}
      {orders && link('end', t('network.agreements.order.end'))}
      {view.hash !== null && may('agreement.draft') && link('draft', t('network.agreements.new-version'))}
    </div>
  )
}

function OfferButton({ view }: { view: AgreementView }): ReactNode {
  const t = useWords()
  const name = useNames()
  const { dossier, findings } = view
  if (dossier === null) return null
  return (
    <GiveButton
      command="agreement.offer"
      words={name('command.agreement.offer.name', '')}
      why={findings.length === 0 ? null : t('network.agreements.findings')}
      on={{ recordId: dossier.id, expectedRev: dossier.rev }}
      input={{}}
    />
  )
}

function TakeUpButton({ hash }: { hash: string }): ReactNode {
  const name = useNames()
  return (
    <GiveButton
      command="agreement.take-up"
      words={name('command.agreement.take-up.name', '')}
      why={null}
      on={{}}
      input={{ hash }}
    />
  )
}

/** A command without a form: given at a click, answered in place. */
function GiveButton({
  command,
  words,
  why,
  on,
  input,
}: {
  command: string
  words: string
  why: string | null
  on: { readonly recordId?: string; readonly expectedRev?: number }
  input: Readonly<Record<string, unknown>>
}): ReactNode {
  const go = useGo()
  const queries = useQueryClient()
  const sending = useCommand()
  const failureText = useFailureText()
  const [commandId] = useState(() => crypto.randomUUID())
  return (
    <>
      <ActionButton
        why={why}
        loading={sending.isPending}
        onAct={() =>
          sending.mutate(
            { name: command, commandId, ...on, input },
            {
              onSuccess: (receipt) => {
                void queries.invalidateQueries({ queryKey: ['network'] })
                go(pathTo('agreements', receipt.recordId))
              },
            },
          )
        }
      >
        {words}
      </ActionButton>
      {sending.error !== null && <span role="alert">{failureText(sending.error)}</span>}
    </>
  )
}
