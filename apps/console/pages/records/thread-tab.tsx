import { CLASSES } from '@basinet/kernel/contract'
import { useRouter } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useThread } from '../../api/records.ts'
import { useCatalogue } from '../../api/session.ts'
import { useFormat, useNames, useT } from '../../i18n/use.ts'
import { humanised } from '../../parts/form/names.ts'
import { useReadableTitle } from '../../parts/record/readable-title.ts'
import { recordPath } from '../../parts/record-path.ts'
import { EmptyState, PartialBar } from '../../parts/state/states.tsx'
import { QueryView } from '../../parts/state/query-view.tsx'
import type { TabProps } from './detail-page.tsx'
import { BOX, layoutThread, type Placed } from './thread-layout.ts'
import css from './thread.module.css'

/** What led here, left, and what followed, right: each box one click from its record. */
export function ThreadTab({ type, page }: TabProps): ReactNode {
  const t = useT()
  const thread = useThread(type.type, page.record.id)
  return (
    <QueryView query={thread} rows={3}>
      {(data) => {
        if (data.nodes.length < 2)
          return <EmptyState title={t('thread.alone')} text={t('thread.alone-text')} size="small" />
        const layout = layoutThread(data)
        return (
          <>
            {data.cut && <PartialBar missing={t('thread.more')} />}
            <p className="muted small">{t('thread.read')}</p>
            <div className={css['scroll']}>
              <div className={css['plane']} style={{ width: layout.width, height: layout.height }}>
                <svg width={layout.width} height={layout.height} className={css['lines']} aria-hidden>
                  {layout.lines.map((line) => (
                    <path
                      key={`${line.from.node.id} ${line.to.node.id} ${line.field}`}
                      d={curve(line.from, line.to)}
                    />
                  ))}
                </svg>
                <ol>
                  {layout.placed.map((placed) => (
                    <Box key={placed.node.id} placed={placed} here={placed.node.id === page.record.id} />
                  ))}
                </ol>
              </div>
            </div>
          </>
        )
      }}
    </QueryView>
  )
}

function curve(from: Placed, to: Placed): string {
  const [x1, y1] = [from.x + BOX.width, from.y + BOX.height / 2]
  const [x2, y2] = [to.x, to.y + BOX.height / 2]
  const bend = Math.max(24, (x2 - x1) / 2)
  return `M${x1} ${y1}C${x1 + bend} ${y1} ${x2 - bend} ${y2} ${x2} ${y2}`
}

function Box({ placed, here }: { placed: Placed; here: boolean }): ReactNode {
  const name = useNames()
  const format = useFormat()
  const readable = useReadableTitle()
  const router = useRouter()
  const { data: catalogue } = useCatalogue()
  const { node } = placed
  const path = recordPath(catalogue, node.type, node.id)
  const level = CLASSES[node.class] ?? 'secret'
  return (
    <li
      style={{ left: placed.x, top: placed.y, width: BOX.width, height: BOX.height }}
      className={css['box']}
    >
      <a
        href={path}
        data-here={here || undefined}
        aria-current={here ? 'page' : undefined}
        onClick={(event) => {
          event.preventDefault()
          router.history.push(path)
        }}
      >
        <span className={css['kind']}>
          {name(`record.${node.type}.name`, humanised(node.type))} · {name(`label.class.${level}`, level)}
        </span>
        <span className={css['title']}>{readable(node.title, node.type)}</span>
        <span className={css['kind']}>{format.dateTime(node.at)}</span>
      </a>
    </li>
  )
}
