import { useRecord } from '@basinet/console/api/records.ts'
import { useCatalogue } from '@basinet/console/api/session.ts'
import type { AnyRecord, CommandType } from '@basinet/console/api/types.ts'
import { useNames } from '@basinet/console/i18n/use.ts'
import { CommandForm } from '@basinet/console/parts/command/command-form.tsx'
import { PageHead } from '@basinet/console/parts/page-head.tsx'
import { PathLink } from '@basinet/console/parts/path-link.tsx'
import { QueryView } from '@basinet/console/parts/state/query-view.tsx'
import { ForbiddenState, LoadingState } from '@basinet/console/parts/state/states.tsx'
import { useGo } from '@basinet/console/parts/use-go.ts'
import { useQueryClient } from '@tanstack/react-query'
import { NativeSelect } from '@mantine/core'
import { useState, type ReactNode } from 'react'
import type { AgreementView } from '../../desk/agreement-view.ts'
import type { AgreementGround } from '../../desk/ground.ts'
import type { Terms } from '../../agreements/terms.ts'
import { pathTo } from '../place.ts'
import { useOnce } from '../use-desk.ts'
import { useWords } from '../words.ts'
import css from './agreements.module.css'
import { drawTerms } from './draw-terms.tsx'
import { GroundProvider } from './ground.ts'

/** Writes a new agreement, a new version of one, or changes a draft. */
export function EditorPage({ of, act }: { of: string | null; act: 'draft' | 'revise' }): ReactNode {
  const { data: catalogue } = useCatalogue()
  const ground = useOnce<AgreementGround>('agreements/ground')
  const command = catalogue?.commands[`agreement.${act}`]
  if (catalogue === undefined) return <LoadingState />
  if (command === undefined) return <ForbiddenState />
  return (
    <QueryView query={ground}>
      {(found) => (
        <GroundProvider value={found}>
          {of === null ? (
            <Beginning command={command} ground={found} />
          ) : act === 'draft' ? (
            <NewVersion command={command} of={of} />
          ) : (
            <Revision command={command} id={of} />
          )}
        </GroundProvider>
      )}
    </QueryView>
  )
}

/** A new agreement: blank, or by a form that its community has. */
function Beginning({ command, ground }: { command: CommandType; ground: AgreementGround }): ReactNode {
  const t = useWords()
  const [chosen, choose] = useState('')
  const template = ground.templates.find(({ id }) => id === chosen)
  const terms = template === undefined ? begun(ground) : begunWith(ground, template.terms)
  return (
    <Editor
      key={chosen}
      command={command}
      record={null}
      preset={{ terms }}
      chosen={template !== undefined}
      above={
        ground.templates.length > 0 && (
          <NativeSelect
            label={t('network.agreements.template')}
            description={t('network.agreements.template-text')}
            inputWrapperOrder={['label', 'input', 'description', 'error']}
            mb="lg"
            maw={560}
            data={[
              { value: '', label: t('network.agreements.template-none') },
              ...ground.templates.map((one) => ({ value: one.id, label: one.terms.title })),
            ]}
            value={chosen}
            onChange={(event) => choose(event.target.value)}
          />
        )
      }
    />
  )
}

function NewVersion({ command, of }: { command: CommandType; of: string }): ReactNode {
  const query = useOnce<AgreementView>(`agreements/${of}`)
  return (
    <QueryView query={query}>
      {({ terms, hash }) => <Editor command={command} record={null} preset={{ terms, follows: hash }} />}
    </QueryView>
  )
}

function Revision({ command, id }: { command: CommandType; id: string }): ReactNode {
  const query = useRecord('agreement', id)
  return (
    <QueryView query={query}>
      {({ record }) => <Editor command={command} record={record} preset={{}} />}
    </QueryView>
  )
}

function Editor({
  command,
  record,
  preset,
  chosen = false,
  above = null,
}: {
  command: CommandType
  record: AnyRecord | null
  preset: Readonly<Record<string, unknown>>
  /** What is preset was just chosen and wins over a draft. */
  chosen?: boolean
  above?: ReactNode
}): ReactNode {
  const t = useWords()
  const name = useNames()
  const go = useGo()
  const queries = useQueryClient()
  const follows = preset['follows'] !== undefined
  return (
    <>
      <PageHead
        title={
          follows ? t('network.agreements.new-version') : name(`command.${command.name}.name`, command.name)
        }
        note={<PathLink to={pathTo('agreements')}>{t('network.agreements.back')}</PathLink>}
      />
      <div className={css['form']}>
        {above}
        <CommandForm
          command={command}
          record={record}
          preset={preset}
          {...(follows || chosen ? { override: preset } : {})}
          hide={['follows']}
          draw={drawTerms}
          done={(receipt) => {
            void queries.invalidateQueries({ queryKey: ['network'] })
            go(pathTo('agreements', receipt.recordId))
          }}
          cancel={() => go(record === null ? pathTo('agreements') : pathTo('agreements', record.id))}
        />
      </div>
    </>
  )
}

/** What a new agreement starts from: the careful choice wherever there is one. */
function begun({ nation, mode }: AgreementGround): Readonly<Record<string, unknown>> {
  return {
    title: '',
    basis: {
      legalBasis: [],
      validFrom: new Date().toISOString(),
      validUntil: null,
      exercise: mode === 'demo',
    },
    sides: { parties: [nation], givers: [nation], units: [] },
    subject: {
      kinds: [{ type: '', mode: 'full', fields: [] }],
      purposes: [],
      classCeiling: 'restricted',
      handling: [],
      personal: false,
      juvenile: false,
    },
    release: { humanRelease: 'always', releaseCeiling: [nation], onward: 'none', onwardTo: [] },
    copies: { leaseDays: 30, graceDays: 14, retentionDays: null, recallOnEnd: true },
    clocks: { acknowledgeHours: null, answerHours: null, coreDataHours: null },
    emergency: null,
  }
}

/** A form's terms, with nobody bound yet but this nation: who else, from when and under which law is for a lawyer to say. */
function begunWith({ nation, mode }: AgreementGround, terms: Terms): Readonly<Record<string, unknown>> {
  return {
    ...terms,
    basis: { ...terms.basis, validFrom: new Date().toISOString(), exercise: mode === 'demo' },
    sides: { parties: [nation], givers: [nation], units: [] },
    release: { ...terms.release, releaseCeiling: [nation] },
  }
}
