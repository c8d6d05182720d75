import { useFiles, useRecord } from '@basinet/console/api/records.ts'
import { useCatalogue } from '@basinet/console/api/session.ts'
import type { CommandType } from '@basinet/console/api/types.ts'
import { Upload } from '@basinet/console/pages/records/upload.tsx'
import { CommandForm } from '@basinet/console/parts/command/command-form.tsx'
import { Receipt } from '@basinet/console/parts/command/receipt.tsx'
import { Ident } from '@basinet/console/parts/ident.tsx'
import { PageHead } from '@basinet/console/parts/page-head.tsx'
import { PathLink } from '@basinet/console/parts/path-link.tsx'
import { QueryView } from '@basinet/console/parts/state/query-view.tsx'
import { ForbiddenState, LoadingState } from '@basinet/console/parts/state/states.tsx'
import { useGo } from '@basinet/console/parts/use-go.ts'
import { Select } from '@mantine/core'
import type { CommandReceipt } from '@basinet/kernel/contract'
import { useState, type ReactNode } from 'react'
import type { AgreementView } from '../../desk/agreement-view.ts'
import { pathTo } from '../place.ts'
import { useOnce } from '../use-desk.ts'
import { useWords } from '../words.ts'
import css from './agreements.module.css'
import { PartnerPaper } from './partner-paper.tsx'

/** Binds the nation: the signed paper first, then who signed it, in which capacity and by which law; then a second person. */
export function SignPage({ of }: { of: string }): ReactNode {
  const query = useOnce<AgreementView>(`agreements/${of}`)
  const { data: catalogue } = useCatalogue()
  const command = catalogue?.commands['agreement.sign']
  return (
    <QueryView query={query}>
      {(view) =>
        catalogue === undefined ? (
          <LoadingState />
        ) : command === undefined || view.dossier === null ? (
          <ForbiddenState />
        ) : (
          <Signing of={of} view={view} dossier={view.dossier.id} command={command} />
        )
      }
    </QueryView>
  )
}

function Signing({
  of,
  view,
  dossier,
  command,
}: {
  of: string
  view: AgreementView
  dossier: string
  command: CommandType
}): ReactNode {
  const t = useWords()
  const go = useGo()
  const [receipt, setReceipt] = useState<CommandReceipt | null>(null)
  const back = pathTo('agreements', of)
  if (receipt !== null)
    return (
      <div className={css['form']}>
        <PageHead title={t('network.agreements.sign-title')} />
        <Receipt receipt={receipt} next={<PathLink to={back}>{view.terms.title}</PathLink>} />
      </div>
    )
  return (
    <>
      <PageHead
        title={t('network.agreements.sign-title')}
        note={<PathLink to={back}>{view.terms.title}</PathLink>}
      />
      <div className={css['form']}>
        <p>{t('network.agreements.sign-note')}</p>
        {view.paper.sha256 !== null && (
          <p>
            {t('network.agreements.paper-expected')} <Ident value={view.paper.sha256} whole />
          </p>
        )}
        <PaperThenForm
          view={view}
          dossier={dossier}
          command={command}
          done={setReceipt}
          cancel={() => go(back)}
        />
      </div>
    </>
  )
}

/** The files of the dossier to choose the paper from, and the form once one is chosen. */
function PaperThenForm({
  view,
  dossier,
  command,
  done,
  cancel,
}: {
  view: AgreementView
  dossier: string
  command: CommandType
  done: (receipt: CommandReceipt) => void
  cancel: () => void
}): ReactNode {
  const t = useWords()
  const files = useFiles('agreement', dossier)
  const record = useRecord('agreement', dossier)
  const [picked, setPicked] = useState<string | null>(null)
  const offered = files.data?.items ?? []
  const paper = picked ?? offered.find((f) => f.sha256 === view.paper.sha256)?.id ?? offered[0]?.id ?? null
  return (
    <>
      {view.paper.state === 'one' && !offered.some((f) => f.sha256 === view.paper.sha256) && (
        <PartnerPaper of={view.hash ?? dossier} dossier={dossier} done={() => void files.refetch()} />
      )}
      <Upload type="agreement" record={dossier} done={() => void files.refetch()} />
      {paper === null ? (
        <p className="muted">{t('network.agreements.sign-first')}</p>
      ) : (
        <>
          <Select
            label={t('network.agreements.paper')}
            data={offered.map((file) => ({
              value: file.id,
              label: `${file.name} · SHA-256 ${file.sha256.slice(0, 16)}…`,
            }))}
            value={paper}
            onChange={setPicked}
            allowDeselect={false}
          />
          <QueryView query={record}>
            {(page) => (
              <CommandForm
                command={command}
                record={page.record}
                override={{ paper }}
                hide={['paper']}
                key={paper}
                done={done}
                cancel={cancel}
              />
            )}
          </QueryView>
        </>
      )}
    </>
  )
}
