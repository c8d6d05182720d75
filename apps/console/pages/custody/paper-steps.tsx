import type { ChainEvent } from '@basinet/kernel/custody/contract'
import type { ReactNode } from 'react'
import { useFieldNames } from '../../parts/form/names.ts'
import { HolderText } from '../../parts/record/holder-text.tsx'
import { UtcText } from '../../parts/time.tsx'
import css from './paper.module.css'
import { useWords } from './words.ts'

/** The steps as the rows of a form. */
export function PaperSteps({
  events,
  nameOf,
}: {
  events: readonly ChainEvent[]
  nameOf: (person: string) => string
}): ReactNode {
  const w = useWords()
  const names = useFieldNames('custody-event')
  const head = [
    names.label('sequence'),
    names.label('at'),
    names.label('kind'),
    names.label('from'),
    names.label('to'),
    names.label('place'),
    w('custody.seals'),
    w('custody.remarks'),
    names.label('by'),
  ]
  return (
    <div className={css['scroll']}>
      <table>
        <caption className="visually-hidden">{w('custody.chain')}</caption>
        <thead>
          <tr>
            {head.map((word) => (
              <th key={word} scope="col">
                {word}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {events.map(({ id, hash, body }) => (
            <tr key={id}>
              <td>{body.sequence}</td>
              <td>
                <UtcText at={body.at} />
              </td>
              <td>{names.value('kind', body.kind)}</td>
              <td>{body.from !== null && <HolderText holder={body.from} />}</td>
              <td>{body.to !== null && <HolderText holder={body.to} />}</td>
              <td>{body.place}</td>
              <td className="mono">
                {body.sealBefore === body.sealAfter
                  ? (body.sealAfter ?? '–')
                  : `${body.sealBefore ?? '–'} → ${body.sealAfter ?? '–'}`}
              </td>
              <td>
                {[body.condition, body.purpose, body.reason, body.authority, body.witness, body.receipt]
                  .filter((text) => text !== null)
                  .join('; ')}
              </td>
              <td>
                {nameOf(body.by)}
                {body.second !== null && `, ${nameOf(body.second)}`}
                <br />
                <span className="mono">{hash.slice(0, 16)}</span>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
