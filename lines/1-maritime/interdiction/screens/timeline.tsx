import { dtg } from '@basinet/console/i18n/nautical.ts'
import { useFormat } from '@basinet/console/i18n/use.ts'
import type { ReactNode } from 'react'
import type { Interdiction } from '../contract/interdiction.ts'
import css from './interdiction.module.css'
import { useWords } from './words.ts'

/** Everything that happened, newest first, in the watch's own notation. */
export function Timeline({ body }: { body: Interdiction }): ReactNode {
  const w = useWords()
  const format = useFormat()
  const lines = body.log.toReversed().toSorted((a, b) => Date.parse(b.at) - Date.parse(a.at))
  return (
    <section className={css['timeline']} aria-label={w('interdiction.timeline')}>
      <h2>{w('interdiction.timeline')}</h2>
      <ol>
        {lines.map((line, index) => (
          // oxlint-disable-next-line react/no-array-index-key -- two lines may be of one moment and say the same
          <li key={`${line.at} ${lines.length - index}`}>
            <time dateTime={line.at} title={format.dateTime(line.at)} className="mono">
              {dtg(line.at)}
            </time>
            <span className={css['source']}>{w(`record.interdiction.value.log.source.${line.source}`)}</span>
            <span>{line.text}</span>
          </li>
        ))}
      </ol>
    </section>
  )
}
