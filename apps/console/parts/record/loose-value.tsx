import type { ReactNode } from 'react'
import { position } from '../../i18n/nautical.ts'
import { useFormat, useNames } from '../../i18n/use.ts'
import { humanised } from '../form/names.ts'
import { plainText } from '../plain-text.ts'
import { TimeText } from '../time.tsx'
import css from './body-facts.module.css'

type Loose = Readonly<Record<string, unknown>>

const INSTANT = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d+)?)?Z$/
/** Numbers that name something are read digit by digit. */
const NAMED = /mmsi|imo|icao|track|squawk/i
const DEPTH_MAX = 6
const FAMILY = /^[a-z][a-z0-9-]*/

const isObject = (value: unknown): value is Loose =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
const isPlace = (value: unknown): value is { lat: number; lon: number } =>
  isObject(value) && typeof value['lat'] === 'number' && typeof value['lon'] === 'number'
/** A sentence that is made in the reader's language. */
export const isSentence = (value: Loose): value is { key: string; params: Loose } =>
  Object.keys(value).toSorted().join() === 'key,params' &&
  typeof value['key'] === 'string' &&
  isObject(value['params'])

/** A value whose fields nobody declared, as names and values; never as the code it is stored in. */
export function LooseValue({
  value,
  name = '',
  family = '',
  depth = 0,
}: {
  value: unknown
  name?: string
  /** Family of messages in which the names of parameters are found. */
  family?: string
  depth?: number
}): ReactNode {
  const format = useFormat()
  if (value === null || value === undefined || value === '') return <span className="muted">–</span>
  if (typeof value === 'number')
    return NAMED.test(name) ? plainText(value) : format.number(value, { maximum: 3 })
  if (typeof value === 'string' && INSTANT.test(value)) return <TimeText at={value} seconds />
  if (typeof value !== 'object') return plainText(value)
  if (depth >= DEPTH_MAX) return <code>{JSON.stringify(value)}</code>
  if (Array.isArray(value))
    return (
      <ol className={css['rows']}>
        {value.map((item, index) => (
          // oxlint-disable-next-line react/no-array-index-key -- shown as stored; rows have no identity
          <li key={index}>
            <LooseValue value={item} name={name} family={family} depth={depth + 1} />
          </li>
        ))}
      </ol>
    )
  const fields = value as Loose
  return isSentence(fields) ? (
    <Sentence said={fields} depth={depth} />
  ) : (
    <Fields fields={fields} family={family} depth={depth} />
  )
}

function Sentence({ said: { key, params }, depth }: { said: { key: string; params: Loose }; depth: number }) {
  const names = useNames()
  const shown = Object.fromEntries(
    Object.entries(params).filter((e): e is [string, string | number] =>
      ['string', 'number'].includes(typeof e[1]),
    ),
  )
  return (
    <>
      <span>{names(key, humanised(key.replaceAll('.', ' ')), shown)}</span>
      <Fields fields={params} family={FAMILY.exec(key)?.[0] ?? ''} depth={depth} />
    </>
  )
}

function Fields({ fields, family, depth }: { fields: Loose; family: string; depth: number }): ReactNode {
  const names = useNames()
  const { lat: _lat, lon: _lon, ...rest } = fields
  const listed = Object.entries(isPlace(fields) ? rest : fields)
  return (
    <>
      {isPlace(fields) && <span className="mono">{position(fields.lat, fields.lon)}</span>}
      {listed.length > 0 && (
        <dl className={css['inner']}>
          {listed.map(([key, value]) => (
            <div key={key}>
              <dt>{names(`${family}.param.${key}`, humanised(key))}</dt>
              <dd>
                <LooseValue value={value} name={key} family={family} depth={depth + 1} />
              </dd>
            </div>
          ))}
        </dl>
      )}
    </>
  )
}
