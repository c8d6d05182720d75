import type { AnyRecord } from '@basinet/console/api/types.ts'
import { PathLink } from '@basinet/console/parts/path-link.tsx'
import { StatusMark } from '@basinet/console/parts/status-mark.tsx'
import { Plain } from '@basinet/console/parts/table/plain-table.tsx'
import type { ReactNode } from 'react'
import type { CrewMember } from '../contract.ts'
import css from './equipment.module.css'
import { BASE, useWords } from './words.ts'

/** Who sails and flies, with qualifications and the day they end. */
export function CrewPart({
  members,
  atMs,
}: {
  members: readonly (AnyRecord & { readonly body: CrewMember })[]
  atMs: number
}): ReactNode {
  const w = useWords()
  const day = new Date(atMs).toISOString().slice(0, 10)
  return (
    <section className={css['section']}>
      <h2>{w('equipment.crews')}</h2>
      {members.length === 0 ? (
        <p className="muted">{w('equipment.crews-none')}</p>
      ) : (
        <Plain
          caption={w('equipment.crews')}
          head={[
            w('record.crew-member.field.name'),
            w('record.crew-member.field.unit'),
            w('record.crew-member.field.qualifications'),
          ]}
          rows={members.map(({ id, body }) => ({
            key: id,
            cells: [
              <PathLink key="name" to={`${BASE}/crew-member/${id}`}>
                {body.name}
              </PathLink>,
              body.unit,
              <Qualifications key="q" body={body} day={day} />,
            ],
          }))}
        />
      )}
    </section>
  )
}

function Qualifications({ body, day }: { body: CrewMember; day: string }): ReactNode {
  const w = useWords()
  if (body.qualifications.length === 0 && body.holder === null)
    return <span className="muted">{w('equipment.unqualified')}</span>
  return (
    <ul className={css['against']}>
      {body.qualifications.map(({ code, until }) => (
        <li key={code}>
          {day < until ? (
            w('equipment.until', { code, day: until })
          ) : (
            <StatusMark status="critical">{w('equipment.expired', { code })}</StatusMark>
          )}
        </li>
      ))}
      {body.holder !== null && <li>{w('equipment.from-register')}</li>}
    </ul>
  )
}
