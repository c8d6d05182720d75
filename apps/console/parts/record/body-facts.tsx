import { Fragment, type ReactNode } from 'react'
import type { JsonSchema } from '../../api/json-schema.ts'
import { position } from '../../i18n/nautical.ts'
import { useFormat, useT } from '../../i18n/use.ts'
import { humanised, useFieldNames, type FieldNames } from '../form/names.ts'
import { isPosition, positionIn } from '../form/position-field.tsx'
import { itemsOf, kindOf, shapeChosen, unwrap, variantsOf } from '../form/schema.ts'
import { isHolder } from './holder.ts'
import { HolderText } from './holder-text.tsx'
import { IdText, isId } from './id-text.tsx'
import { isSentence, LooseValue } from './loose-value.tsx'
import { RecordLink } from './record-link.tsx'
import { Ident } from '../ident.tsx'
import { plainText } from '../plain-text.ts'
import { TimeText } from '../time.tsx'
import css from './body-facts.module.css'

interface FactsProps {
  readonly schema: JsonSchema
  readonly body: Readonly<Record<string, unknown>>
  readonly type: string
  readonly command?: string
  /** Fields drawn elsewhere on the page. */
  readonly without?: readonly string[]
}

/** A body as names and values, in the order it was declared; what is empty is left out and counted at the end. */
export function BodyFacts({ schema, body, type, command, without = [] }: FactsProps): ReactNode {
  const t = useT()
  const names = useFieldNames(type, command)
  const declared = Object.entries(unwrap(schema).properties ?? {}).filter(([key]) => !without.includes(key))
  const extra = Object.keys(body).filter((key) => unwrap(schema).properties?.[key] === undefined)
  const filled = declared.filter(([key]) => !isBlank(body[key]))
  const empty = declared.length - filled.length
  return (
    <>
      <dl className={css['facts']}>
        {filled.map(([key, child]) => (
          <div key={key}>
            <dt>{names.label(key)}</dt>
            <dd>
              <Value schema={child} value={body[key]} path={key} names={names} />
            </dd>
          </div>
        ))}
        {extra.map((key) => (
          <div key={key}>
            <dt>{humanised(key)}</dt>
            <dd>
              <LooseValue value={body[key]} name={key} />
            </dd>
          </div>
        ))}
      </dl>
      {empty > 0 && <p className={css['empty']}>{t('record.empty-fields', { count: empty })}</p>}
    </>
  )
}

const isBlank = (value: unknown): boolean =>
  value === undefined || value === null || value === '' || (Array.isArray(value) && value.length === 0)

interface ValueProps {
  readonly schema: JsonSchema
  readonly value: unknown
  readonly path: string
  readonly names: FieldNames
}

/** What code calls something. */
const CODE = /^[a-z][a-z0-9]*([.-][a-z0-9]+)+$/

/** A hash is compared, not read. */
const SHA256 = /^[0-9a-f]{64}$/

/** A number and its unit, which are read together. */
function isAmount(schema: JsonSchema): boolean {
  const names = Object.keys(unwrap(schema).properties ?? {})
  return names.toSorted().join() === 'unit,value'
}

type LonLat = readonly [number, number]

function Place({ at: [lon, lat] }: { at: LonLat }): ReactNode {
  return <span className="mono">{position(lat, lon)}</span>
}

/** Corners in their order; the closing one, which is the first again, is left out. */
function Corners({ ring }: { ring: readonly LonLat[] }): ReactNode {
  return (
    <ol className={css['rows']}>
      {ring.slice(0, -1).map((corner) => (
        <li key={corner.join()}>
          <Place at={corner} />
        </li>
      ))}
    </ol>
  )
}

/** Words of a list; an id among them stands for a person. */
function Words({
  words,
  path,
  names,
}: {
  words: readonly string[]
  path: string
  names: FieldNames
}): ReactNode {
  return words.map((word, index) => (
    <Fragment key={word}>
      {index > 0 && ', '}
      {isId(word) ? <IdText path={path} id={word} /> : names.value(path, word, word)}
    </Fragment>
  ))
}

function VariantValue({ schema, value, path, names }: ValueProps): ReactNode {
  const variants = variantsOf(schema)
  const shown = value as Record<string, unknown>
  const shape = variants === null ? undefined : shapeChosen(variants, shown)
  if (shape === undefined) return <LooseValue value={value} name={path} />
  return <ObjectValue schema={shape.schema} value={shown} path={path} names={names} />
}

export function Value({ schema, value, path, names }: ValueProps): ReactNode {
  const t = useT()
  const format = useFormat()
  if (isBlank(value)) return <span className="muted">–</span>
  const plain = unwrap(schema)
  switch (kindOf(schema)) {
    case 'choice':
    case 'fixed':
      return names.value(path, value)
    case 'date-time':
      return <TimeText at={plainText(value)} seconds />
    case 'boolean':
      return value === true ? t('value.yes') : t('value.no')
    case 'number':
    case 'integer':
      return /mmsi|imo/i.test(path) ? plainText(value) : format.number(Number(value))
    case 'reference':
      return <RecordLink type={plain['x-ref'] ?? ''} id={plainText(value)} />
    case 'any-reference': {
      const { type = '', id = '' } = value as { type?: string; id?: string }
      return <RecordLink type={type} id={id} />
    }
    case 'words':
      return <Words words={(value as unknown[]).map(plainText)} path={path} names={names} />
    case 'list':
      return (
        <ol className={css['rows']}>
          {(value as unknown[]).map((item, index) => (
            // oxlint-disable-next-line react/no-array-index-key -- shown as stored; rows have no identity
            <li key={index}>
              <Value schema={itemsOf(plain) ?? {}} value={item} path={`${path}.${index}`} names={names} />
            </li>
          ))}
        </ol>
      )
    case 'object':
      return (
        <ObjectValue schema={schema} value={value as Record<string, unknown>} path={path} names={names} />
      )
    case 'coordinates':
      return <Place at={value as LonLat} />
    case 'ring':
      return <Corners ring={(value as LonLat[][])[0] ?? []} />
    case 'variant':
      return <VariantValue schema={schema} value={value} path={path} names={names} />
    case 'any':
      return <LooseValue value={value} name={path} />
    default:
      if (isId(value)) return <IdText path={path} id={value} />
      if (typeof value === 'string' && SHA256.test(value)) return <Ident value={value} whole />
      // A rule's name is a word to the machine and has words of its own for people.
      if (typeof value === 'string' && CODE.test(value)) return names.value(path, value, value)
      return <span className={css['text']}>{plainText(value)}</span>
  }
}

function ObjectValue({
  schema,
  value,
  path,
  names,
}: Omit<ValueProps, 'value'> & { value: Readonly<Record<string, unknown>> }): ReactNode {
  const format = useFormat()
  if (isHolder(value)) return <HolderText holder={value} />
  const place = isPosition(schema) ? positionIn(schema) : undefined
  if (place !== undefined) {
    return <span className="mono">{position(Number(value[place.lat]), Number(value[place.lon]))}</span>
  }
  if (isSentence(value)) return <LooseValue value={value} />
  if (isAmount(schema)) return `${format.number(Number(value['value']))} ${plainText(value['unit'])}`
  const properties = unwrap(schema).properties ?? {}
  if (Object.keys(properties).length === 0) return <LooseValue value={value} name={path} />
  return (
    <dl className={css['inner']}>
      {Object.entries(properties)
        .filter(([key]) => !isBlank(value[key]))
        .map(([key, child]) => (
          <div key={key}>
            <dt>{names.label(`${path}.${key}`)}</dt>
            <dd>
              <Value schema={child} value={value[key]} path={`${path}.${key}`} names={names} />
            </dd>
          </div>
        ))}
    </dl>
  )
}
