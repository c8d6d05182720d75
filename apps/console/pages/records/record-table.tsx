import { useRouter } from '@tanstack/react-router'
import { useVirtualizer, type Virtualizer } from '@tanstack/react-virtual'
import { useEffect, useRef, type CSSProperties, type ReactNode, type RefObject } from 'react'
import type { AnyRecord, Column, RecordType } from '../../api/types.ts'
import { useT } from '../../i18n/use.ts'
import { Icon } from '../../parts/icons.tsx'
import { LabelChip } from '../../parts/record/label-chip.tsx'
import { useReadableTitle } from '../../parts/record/readable-title.ts'
import { PathLink } from '../../parts/path-link.tsx'
import { Cell } from '../../parts/table/cell.tsx'
import { useRowKeys } from '../../parts/table/row-keys.ts'
import { TimeText } from '../../parts/time.tsx'
import { useShortcuts } from '../../shell/shortcuts.ts'
import { usePrinting } from '../../state/printing.ts'
import { useStore } from '../../state/store.ts'
import { appearance } from '../../theme/appearance.ts'
import { useColumnName } from './column-name.ts'
import { nextSort } from './list-query.ts'
import { ownListOf } from './own-lists.ts'
import css from './table.module.css'

interface Props {
  readonly type: RecordType
  readonly base: string
  readonly columns: readonly Column[]
  readonly rows: readonly AnyRecord[]
  readonly sort: string | undefined
  readonly changeSort: (sort: string | undefined) => void
  /** Asks for the next page; null at the end. */
  readonly more: (() => void) | null
  readonly loadingMore: boolean
}

/** Least width of a column by what it holds; a date and time never wraps or is cut. */
const WIDTH_PX: Readonly<Record<Column['kind'], number>> = {
  text: 112,
  time: 152,
  number: 88,
  integer: 88,
  boolean: 72,
}
const GAP_PX = 20
const LABEL_PX = { plain: 112, exercise: 172 } as const
/** Rows drawn beyond the window on both sides. */
const OVERSCAN = 12
/** The next page is asked for when so few rows are left below. */
const AHEAD = 60

function rowHeight(density: string): number {
  if (matchMedia('(pointer: coarse)').matches) return 48
  return density === 'compact' ? 32 : 40
}

/** A virtual window over the rows that asks for more before its end. */
function useWindow(props: Props): {
  scroll: RefObject<HTMLDivElement | null>
  virtual: Virtualizer<HTMLDivElement, Element>
  height: number
} {
  const { rows, more, loadingMore } = props
  const { density } = useStore(appearance)
  const scroll = useRef<HTMLDivElement>(null)
  const height = rowHeight(density)
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroll.current,
    estimateSize: () => height,
    overscan: OVERSCAN,
  })
  useEffect(() => virtual.measure(), [height, virtual])
  const last = virtual.getVirtualItems().at(-1)?.index ?? 0
  useEffect(() => {
    if (more !== null && !loadingMore && last >= rows.length - AHEAD) more()
  }, [more, loadingMore, last, rows.length])
  return { scroll, virtual, height }
}

/** Thousands of rows, of which only those in the window exist; on paper all of them do. */
export function RecordTable(props: Props): ReactNode {
  const { type, base, columns, rows, more, loadingMore } = props
  const t = useT()
  const router = useRouter()
  const printing = usePrinting()
  const { scroll, virtual, height } = useWindow(props)
  const pathOf = (row: AnyRecord): string => `${base}/${row.id}`
  const keys = useRowKeys(rows, pathOf, (index) => virtual.scrollToIndex(index))
  const edit = (): void => {
    const row = keys.chosen === null ? undefined : rows[keys.chosen]
    if (row !== undefined) router.history.push(`${pathOf(row)}?actions=1`)
  }
  useShortcuts([...keys.shortcuts, { keys: 'e', label: 'keyboard.edit-row', group: 'list', run: edit }])

  const own = ownListOf(type.type)?.widths
  const widths = columns.map((column) => own?.[column.name] ?? WIDTH_PX[column.kind])
  const labelPx = rows.some((row) => row.label.exercise) ? LABEL_PX.exercise : LABEL_PX.plain
  const template = `minmax(200px, 200fr) ${widths.map((px) => `minmax(${px}px, ${px}fr)`).join(' ')} ${labelPx}px`
  const least = 200 + labelPx + widths.reduce((sum, px) => sum + px + GAP_PX, GAP_PX)
  const shown = printing
    ? rows.map((row, index) => ({ row, index, start: null }))
    : virtual.getVirtualItems().flatMap(({ index, start }) => {
        const row = rows[index]
        return row === undefined ? [] : [{ row, index, start }]
      })
  return (
    <div ref={scroll} className={css['scroll']}>
      <div
        role="table"
        aria-rowcount={more === null ? rows.length + 1 : -1}
        aria-colcount={columns.length + 2}
        className={css['table']}
        style={{ '--columns': template, minWidth: least } as CSSProperties}
      >
        <Head {...props} />
        <div
          role="rowgroup"
          className={css['rows']}
          style={
            printing ? {} : ({ height: virtual.getTotalSize(), '--row': `${height}px` } as CSSProperties)
          }
        >
          {shown.map(({ row, index, start }) => (
            <Row
              key={row.id}
              row={row}
              index={index}
              start={start}
              path={pathOf(row)}
              columns={columns}
              chosen={keys.chosen === index}
              reference={keys.refOf(index)}
            />
          ))}
        </div>
      </div>
      {loadingMore && (
        <p className={css['more']} role="status">
          {t('list.loading-more')}
        </p>
      )}
    </div>
  )
}

/** The title is the link; it covers the row, so that the row can be clicked anywhere and is still one link. */
function Row({
  row,
  index,
  start,
  path,
  columns,
  chosen,
  reference,
}: {
  row: AnyRecord
  index: number
  start: number | null
  path: string
  columns: readonly Column[]
  chosen: boolean
  reference: (element: HTMLElement | null) => void
}): ReactNode {
  const readable = useReadableTitle()
  return (
    <div
      role="row"
      aria-rowindex={index + 2}
      className={css['row']}
      data-chosen={chosen || undefined}
      data-static={start === null || undefined}
      style={start === null ? {} : { transform: `translateY(${start}px)` }}
    >
      <span role="cell" className={css['title']}>
        <PathLink to={path} ref={reference}>
          {readable(row.title, row.type)}
        </PathLink>
      </span>
      {columns.map((column) => (
        <span role="cell" key={column.name} data-kind={column.kind}>
          {column.name === 'updatedAt' ? (
            <TimeText at={row.updatedAt} />
          ) : (
            <Cell record={row} column={column} />
          )}
        </span>
      ))}
      <span role="cell">
        <LabelChip label={row.label} />
      </span>
    </div>
  )
}

function Head({ type, columns, sort, changeSort }: Props): ReactNode {
  const t = useT()
  const columnName = useColumnName(type)
  return (
    <div role="rowgroup" className={css['head']}>
      <div role="row" aria-rowindex={1} className={css['headRow']}>
        <span role="columnheader">{t('record.title')}</span>
        {columns.map((column) => {
          const up = sort === column.name
          const down = sort === `-${column.name}`
          return (
            <span
              role="columnheader"
              key={column.name}
              data-kind={column.kind}
              aria-sort={up ? 'ascending' : down ? 'descending' : 'none'}
            >
              {type.searched[column.name] === undefined && column.name !== 'updatedAt' ? (
                columnName(column)
              ) : (
                <button type="button" onClick={() => changeSort(nextSort(sort, column.name))}>
                  {columnName(column)}
                  {(up || down) && (
                    <span className={css['arrow']} data-down={down || undefined}>
                      <Icon name="chevronDown" size={14} />
                    </span>
                  )}
                </button>
              )}
            </span>
          )
        })}
        <span role="columnheader">{t('record.label')}</span>
      </div>
    </div>
  )
}
