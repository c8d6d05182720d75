import {
  mapColumns,
  readRows,
  suggestMapping,
  type ColumnMapping,
  type ReadRow,
  type Sheet,
  type TableColumn,
} from '@basinet/tables'
import { Button, FileButton, NativeSelect } from '@mantine/core'
import { useState, type ReactNode } from 'react'
import { useT } from '../../i18n/use.ts'
import { useFailureText } from '../state/failure-text.ts'
import { Plain } from '../table/plain-table.tsx'
import css from './table-import.module.css'

/** A line that the node did not take, in its words. */
export interface Refusal {
  readonly line: number
  readonly message: string
}

export interface TableImportProps {
  readonly columns: readonly TableColumn[]
  /** Sends the rows that were read; answers how many were taken and which were not. */
  readonly send: (
    file: string,
    rows: readonly ReadRow[],
  ) => Promise<{ taken: number; refused: readonly Refusal[] }>
}

const PREVIEW = 8
const FAULTS_SHOWN = 200

/**
 * A CSV or XLSX file into records: choose, map the columns, look at what was read and at every line that cannot be taken with its
 * reason, then send. No line is left out unsaid, before or after.
 */
export function TableImport({ columns, send }: TableImportProps): ReactNode {
  const t = useT()
  const [opened, setOpened] = useState<{ file: string; sheets: readonly Sheet[] } | null>(null)
  const [wrong, setWrong] = useState<string | null>(null)
  const open = (file: File | null): void => {
    if (file === null) return
    setWrong(null)
    setOpened(null)
    void readFile(file).then(
      (sheets) => setOpened({ file: file.name, sheets }),
      (error: unknown) => setWrong(error instanceof Error ? error.message : String(error)),
    )
  }
  return (
    <div className={css['import']}>
      <FileButton onChange={open} accept=".csv,.xlsx,.tsv,.txt">
        {(props) => (
          <Button {...props} variant="default">
            {t('import.choose')}
          </Button>
        )}
      </FileButton>
      {wrong !== null && (
        <p className={css['wrong']} role="alert">
          {wrong}
        </p>
      )}
      {opened !== null && <Mapped key={opened.file} {...opened} columns={columns} send={send} />}
    </div>
  )
}

async function readFile(file: File): Promise<Sheet[]> {
  const { readTable } = await import('@basinet/tables/read')
  return readTable(file.name, new Uint8Array(await file.arrayBuffer()))
}

function Mapped({
  file,
  sheets,
  columns,
  send,
}: TableImportProps & { file: string; sheets: readonly Sheet[] }): ReactNode {
  const t = useT()
  const [at, setAt] = useState(0)
  const sheet = sheets[at]
  const [mapping, setMapping] = useState<ColumnMapping>(() => suggestMapping(columns, sheet?.head ?? []))
  if (sheet === undefined) return null
  const choose = (index: number): void => {
    setAt(index)
    setMapping(suggestMapping(columns, sheets[index]?.head ?? []))
  }
  const { missing, unused, twice } = mapColumns(columns, sheet.head, mapping)
  const title = (name: string): string => columns.find((c) => c.name === name)?.title ?? name
  return (
    <>
      {sheets.length > 1 && (
        <NativeSelect
          label={t('import.sheet')}
          value={String(at)}
          onChange={(event) => choose(Number(event.target.value))}
          data={sheets.map((s, n) => ({ value: String(n), label: s.name }))}
        />
      )}
      <h3>{t('import.columns')}</h3>
      <div className={css['columns']}>
        {columns.map((column) => (
          <NativeSelect
            key={column.name}
            label={column.required ? `${column.title} *` : column.title}
            value={String(mapping[column.name] ?? '')}
            onChange={(event) =>
              setMapping({
                ...mapping,
                [column.name]: event.target.value === '' ? null : Number(event.target.value),
              })
            }
            data={[
              { value: '', label: t('import.none') },
              ...sheet.head.map((head, n) => ({ value: String(n), label: head })),
            ]}
          />
        ))}
      </div>
      {unused.length > 0 && <p className="muted">{t('import.unused', { columns: unused.join(', ') })}</p>}
      {missing.length > 0 || twice.length > 0 ? (
        <p className={css['wrong']} role="alert">
          {missing.length > 0 && t('import.missing', { columns: missing.map(title).join(', ') })}
          {twice.length > 0 && t('import.twice', { columns: twice.join(', ') })}
        </p>
      ) : (
        <Preview file={file} sheet={sheet} columns={columns} mapping={mapping} send={send} />
      )}
    </>
  )
}

function Preview({
  file,
  sheet,
  columns,
  mapping,
  send,
}: TableImportProps & { file: string; sheet: Sheet; mapping: ColumnMapping }): ReactNode {
  const t = useT()
  const failureText = useFailureText()
  const [state, setState] = useState<'ready' | 'sending' | { taken: number; refused: readonly Refusal[] }>(
    'ready',
  )
  const [error, setError] = useState<unknown>(null)
  const { rows, faults, refused } = readRows(sheet, columns, mapping)
  const titled = (name: string | null): string => columns.find((c) => c.name === name)?.title ?? ''
  const words = (code: string, expected: readonly string[] = []): string =>
    t(`import.fault.${code as 'choice'}`, { expected: expected.slice(0, 12).join(', ') })
  const go = (): void => {
    setState('sending')
    setError(null)
    send(file, rows).then(setState, (failed: unknown) => {
      setError(failed)
      setState('ready')
    })
  }
  if (typeof state === 'object') return <Done {...state} before={refused.length} />
  return (
    <>
      <h3>{t('import.preview', { read: sheet.lines.length, good: rows.length, bad: refused.length })}</h3>
      <Plain
        caption={t('import.columns')}
        head={[t('import.line'), ...columns.map((c) => c.title)]}
        rows={rows.slice(0, PREVIEW).map((row) => ({
          key: String(row.line),
          cells: [row.line, ...columns.map((c) => String(row.values[c.name] ?? '–'))],
        }))}
      />
      {faults.length > 0 && (
        <section aria-label={t('import.faults')}>
          <h3>{t('import.faults')}</h3>
          <Plain
            caption={t('import.faults')}
            head={[t('import.line'), t('import.column'), t('import.value'), t('import.reason')]}
            rows={faults.slice(0, FAULTS_SHOWN).map((fault, n) => ({
              key: String(n),
              cells: [fault.line, titled(fault.column), fault.value, words(fault.code, fault.expected)],
            }))}
          />
          {faults.length > FAULTS_SHOWN && <p>{t('import.more', { n: faults.length - FAULTS_SHOWN })}</p>}
        </section>
      )}
      {error !== null && (
        <p className={css['wrong']} role="alert">
          {failureText(error)}
        </p>
      )}
      <div>
        <Button onClick={go} loading={state === 'sending'} disabled={rows.length === 0}>
          {t('import.send', { n: rows.length })}
        </Button>
      </div>
    </>
  )
}

function Done({
  taken,
  refused,
  before,
}: {
  taken: number
  refused: readonly Refusal[]
  before: number
}): ReactNode {
  const t = useT()
  return (
    <div role="status">
      <h3>{t('import.done', { taken, refused: refused.length + before })}</h3>
      {refused.length > 0 && (
        <Plain
          caption={t('import.faults')}
          head={[t('import.line'), t('import.reason')]}
          rows={refused.map((r) => ({ key: String(r.line), cells: [r.line, r.message] }))}
        />
      )}
    </div>
  )
}
