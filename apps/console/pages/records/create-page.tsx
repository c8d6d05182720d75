import type { CommandReceipt } from '@basinet/kernel/contract'
import { useParams, useRouter, useSearch } from '@tanstack/react-router'
import { lazy, Suspense, useState, type ReactNode } from 'react'
import { useCommandName } from '../../parts/command-name.ts'
import { useCatalogue } from '../../api/session.ts'
import type { FlatSearch } from '../../app/search-params.ts'
import { useNames, useT } from '../../i18n/use.ts'
import { humanised } from '../../parts/form/names.ts'
import { PageHead } from '../../parts/page-head.tsx'
import { PathLink } from '../../parts/path-link.tsx'
import { ForbiddenState, LoadingState } from '../../parts/state/states.tsx'
import { ApiFailure } from '../../api/client.ts'
import { CommandForm } from '../../parts/command/command-form.tsx'
import { Receipt } from '../../parts/command/receipt.tsx'
import css from './form-page.module.css'

/** Files of a table are read by a part of its own, fetched when one is to be read. */
const FormImport = lazy(async () => ({
  default: (await import('../../parts/table-import/form-import.tsx')).FormImport,
}))

/** Known values of a new record may come in the address: `?set.area=…` words, `?json.guarded=[343…]` anything else. */
function presetOf(search: FlatSearch): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(search).flatMap(([key, value]): [string, unknown][] => {
      if (key.startsWith('set.')) return [[key.slice(4), value]]
      const parsed = key.startsWith('json.') ? parseJson(value) : undefined
      return parsed === undefined ? [] : [[key.slice(5), parsed]]
    }),
  )
}

/** Undefined for what is not JSON: a link written wrong fills in nothing. */
function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

export function CreatePage(): ReactNode {
  const commandName = useCommandName()
  const t = useT()
  const name = useNames()
  const router = useRouter()
  const { line, capability, type, verb } = useParams({
    from: '/behind/$line/$capability/$type/new/$verb',
  })
  const search = useSearch({ from: '/behind/$line/$capability/$type/new/$verb' }) as FlatSearch
  const { data: catalogue } = useCatalogue()
  const [receipt, setReceipt] = useState<CommandReceipt | null>(null)
  if (catalogue === undefined) return <LoadingState />
  const command = catalogue.commands[`${type}.${verb}`]
  if (command === undefined) return <ForbiddenState />
  if (!command.allowed && command.why !== undefined)
    return <ForbiddenState error={new ApiFailure(403, command.why)} />
  const list = `/${line}/${capability}/${type}`
  return (
    <div className={css['page']}>
      <PageHead
        title={commandName(command.name)}
        note={name(`command.${command.name}.help`, name(`record.${type}.name`, humanised(type)))}
      />
      <div className={css['body']}>
        {search['file'] !== undefined ? (
          <Suspense fallback={<LoadingState />}>
            <FormImport command={command} />
          </Suspense>
        ) : receipt === null ? (
          <CommandForm
            command={command}
            record={null}
            preset={presetOf(search)}
            // What the link is about wins over a draft left from another link.
            override={presetOf(search)}
            done={setReceipt}
            cancel={() => router.history.push(list)}
          />
        ) : (
          <Receipt
            receipt={receipt}
            next={
              <>
                <PathLink to={`${list}/${receipt.recordId}`}>{t('receipt.open')}</PathLink>
                <PathLink to={list}>{t('receipt.list')}</PathLink>
              </>
            }
          />
        )}
      </div>
    </div>
  )
}
