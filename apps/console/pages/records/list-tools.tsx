import { Button, Checkbox, Menu, Popover, TextInput } from '@mantine/core'
import { useState, type ReactNode } from 'react'
import type { AnyRecord, Column, RecordType } from '../../api/types.ts'
import type { FlatSearch } from '../../app/search-params.ts'
import { usePeople } from '../../api/people.ts'
import { useCatalogue } from '../../api/session.ts'
import { useFormat, useNames, useT } from '../../i18n/use.ts'
import { isForPeople } from '../../parts/command-name.ts'
import { humanised, useFieldNames } from '../../parts/form/names.ts'
import { Icon } from '../../parts/icons.tsx'
import { PathLink } from '../../parts/path-link.tsx'
import { isHolder } from '../../parts/record/holder.ts'
import { isId } from '../../parts/record/id-text.tsx'
import { useReadableTitle } from '../../parts/record/readable-title.ts'
import { useCellText, valueAt } from '../../parts/table/cell.tsx'
import { verbOf } from '../../parts/record-path.ts'
import { download, toCsv } from '../../parts/table/csv.ts'
import { formColumns } from '../../parts/table-import/form-columns.ts'
import { allColumns } from './columns.ts'
import { useColumnName } from './column-name.ts'
import css from './list.module.css'
import { dropView, keepView, readViews } from './views.ts'

interface Props {
  readonly type: RecordType
  readonly search: FlatSearch
  readonly change: (next: FlatSearch) => void
  readonly columns: readonly Column[]
  /** Exactly what is shown, in the order shown. */
  readonly rows: readonly AnyRecord[]
}

export function ListTools(props: Props): ReactNode {
  const t = useT()
  return (
    <div className={css['listTools']}>
      <Views {...props} />
      <Columns {...props} />
      <TableButtons {...props} />
      <FileLinks {...props} />
      <JsonLinesButton {...props} />
      <Button
        variant="subtle"
        size="compact-sm"
        leftSection={<Icon name="print" size={16} />}
        onClick={() => print()}
      >
        {t('action.print')}
      </Button>
    </div>
  )
}

/** An account a cell names, by itself or as a holder. */
function personIn(value: unknown): string | null {
  if (isHolder(value)) return value.person
  return isId(value) ? value : null
}

/** The rows as shown, for spreadsheets. */
function TableButtons({ type, columns, rows }: Props): ReactNode {
  const t = useT()
  const name = useNames()
  const format = useFormat()
  const readable = useReadableTitle()
  const cellText = useCellText(
    type.type,
    usePeople(rows.flatMap((row) => columns.map((c) => personIn(valueAt(row.body, c.path))))),
  )
  const columnName = useColumnName(type)
  const made = (): { file: string; head: string[]; lines: string[][] } => ({
    file: `${type.type}-${format.utc(Date.now()).replaceAll(/[^0-9A-Za-z]+/g, '-')}`,
    head: [t('record.title'), ...columns.map(columnName), 'id', t('record.label')],
    lines: rows.map((row) => [
      readable(row.title, row.type),
      ...columns.map((c) => cellText(c, c.name === 'updatedAt' ? row.updatedAt : valueAt(row.body, c.path))),
      row.id,
      `${name(`label.class.${row.label.class}`, row.label.class)} ${row.label.owner}`,
    ]),
  })
  const csv = (): void => {
    const { file, head, lines } = made()
    download(`${file}.csv`, 'text/csv;charset=utf-8', toCsv(head, lines))
  }
  const xlsx = async (): Promise<void> => {
    const { file, head, lines } = made()
    const { writeXlsx } = await import('@basinet/tables/write')
    download(`${file}.xlsx`, XLSX, await writeXlsx({ name: type.type, head, rows: lines }))
  }
  return (
    <>
      <ToolButton act={csv}>{t('list.csv', { count: rows.length })}</ToolButton>
      <ToolButton act={() => void xlsx()}>XLSX</ToolButton>
    </>
  )
}

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'

function ToolButton({ act, children }: { act: () => void; children: ReactNode }): ReactNode {
  return (
    <Button variant="subtle" size="compact-sm" leftSection={<Icon name="download" size={16} />} onClick={act}>
      {children}
    </Button>
  )
}

/** Where records of the type can be made from a file: commands whose form a table can fill. */
function FileLinks({ type }: Props): ReactNode {
  const t = useT()
  const names = useFieldNames(type.type)
  const { data: catalogue } = useCatalogue()
  const [command] = Object.values(catalogue?.commands ?? {}).filter(
    (c) =>
      c.record === type.type &&
      c.kind === 'create' &&
      c.allowed &&
      isForPeople(c.name) &&
      (formColumns(c.input, names)?.length ?? 0) > 1,
  )
  if (command === undefined) return null
  const to = `/${type.line}/${type.capability}/${type.type}/new/${verbOf(command.name)}?file=1`
  return <PathLink to={to}>{t('import.choose')}</PathLink>
}

/** The rows as the node answers with them, one JSON object a line: for programs, hence neither words nor local times. */
function JsonLinesButton({ type, rows }: Props): ReactNode {
  const t = useT()
  const format = useFormat()
  const make = (): void => {
    const stamp = format.utc(Date.now()).replaceAll(/[^0-9A-Za-z]+/g, '-')
    const lines = rows.map((row) => `${JSON.stringify(row)}\n`).join('')
    download(`${type.type}-${stamp}.jsonl`, 'application/jsonl', lines)
  }
  return (
    <Button
      variant="subtle"
      size="compact-sm"
      leftSection={<Icon name="download" size={16} />}
      onClick={make}
    >
      {t('list.json-lines')}
    </Button>
  )
}

function Columns({ type, search, change, columns }: Props): ReactNode {
  const t = useT()
  const columnName = useColumnName(type)
  const shown = new Set(columns.map((c) => c.name))
  const toggle = (column: Column): void => {
    const next = allColumns(type).filter((c) =>
      c.name === column.name ? !shown.has(c.name) : shown.has(c.name),
    )
    change({ ...search, cols: next.map((c) => c.name).join(',') })
  }
  return (
    <Popover width={260} position="bottom-end">
      <Popover.Target>
        <Button variant="subtle" size="compact-sm" leftSection={<Icon name="columns" size={16} />}>
          {t('list.columns')}
        </Button>
      </Popover.Target>
      <Popover.Dropdown>
        <fieldset className={css['columns']}>
          <legend className="visually-hidden">{t('list.columns')}</legend>
          {allColumns(type).map((column) => (
            <Checkbox
              key={column.name}
              size="sm"
              label={columnName(column)}
              checked={shown.has(column.name)}
              onChange={() => toggle(column)}
            />
          ))}
        </fieldset>
      </Popover.Dropdown>
    </Popover>
  )
}

function Views({ type, search, change }: Props): ReactNode {
  const t = useT()
  const [views, setViews] = useState(() => readViews(type.type))
  const [naming, setNaming] = useState('')
  const keep = (): void => {
    if (naming.trim() === '') return
    keepView(type.type, { name: naming.trim(), search })
    setViews(readViews(type.type))
    setNaming('')
  }
  return (
    <Menu width={280} position="bottom-end" closeOnItemClick={false}>
      <Menu.Target>
        <Button variant="subtle" size="compact-sm" leftSection={<Icon name="star" size={16} />}>
          {t('list.views')}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item closeMenuOnClick onClick={() => change({})}>
          {t('list.view-standard', { type: humanised(type.type) })}
        </Menu.Item>
        {views.map((view) => (
          <Menu.Item
            key={view.name}
            closeMenuOnClick
            onClick={() => change(view.search)}
            onKeyDown={(event) => {
              if (event.key !== 'Delete') return
              dropView(type.type, view.name)
              setViews(readViews(type.type))
            }}
            rightSection={<span className="small muted">{t('list.view-delete')}</span>}
          >
            {view.name}
          </Menu.Item>
        ))}
        <Menu.Divider />
        <form
          className={css['viewForm']}
          onSubmit={(event) => {
            event.preventDefault()
            keep()
          }}
        >
          <TextInput
            aria-label={t('list.view-name')}
            placeholder={t('list.view-name')}
            value={naming}
            maxLength={60}
            onChange={(event) => setNaming(event.target.value)}
            onKeyDown={(event) => event.stopPropagation()}
          />
          <Button type="submit" variant="default">
            {t('list.view-keep')}
          </Button>
        </form>
      </Menu.Dropdown>
    </Menu>
  )
}
