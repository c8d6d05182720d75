import { isValidPosition, mpsToKn, type LonLat } from '@basinet/geodesy'
import { fail, ok, type Result } from '@basinet/kernel/contract'
import { SaxesParser } from 'saxes'

/** A Cursor-on-Target event (MITRE MP090284, CoT base schema 2.0) as far as an operation needs it. */
export interface CotEvent {
  readonly uid: string
  readonly type: string
  readonly timeMs: number
  readonly staleMs: number
  readonly position: LonLat
  readonly callsign: string | null
  readonly remarks: string | null
  readonly courseDeg: number | null
  readonly speedKn: number | null
}

type Attributes = Readonly<Record<string, string>>

/** Elements of one event, attributes by element name; text of `remarks`. */
interface Read {
  readonly elements: Map<string, Attributes>
  remarks: string
}

const DEPTH_MAX = 16

function parse(xml: string): Result<Read> {
  const read: Read = { elements: new Map(), remarks: '' }
  const open: string[] = []
  let problem: string | null = null
  const parser = new SaxesParser()
  parser.on('error', (error) => {
    problem ??= error.message
  })
  // CoT has no document type; entities of one would be expanded by others.
  parser.on('doctype', () => {
    problem ??= 'a document type is not accepted'
  })
  parser.on('opentag', ({ name, attributes }) => {
    open.push(name)
    if (open.length > DEPTH_MAX) problem ??= `elements nest deeper than ${DEPTH_MAX}`
    if (!read.elements.has(name)) read.elements.set(name, attributes)
  })
  parser.on('closetag', () => {
    open.pop()
  })
  parser.on('text', (text) => {
    if (open.at(-1) === 'remarks') read.remarks += text
  })
  parser.write(xml).close()
  return problem === null ? ok(read) : fail('cot.xml', `not well-formed XML: ${problem as string}`, 'xml')
}

/** Errors: `cot.xml`, `cot.event`, `cot.position`, `cot.time`; each names what was expected. */
export function readCot(xml: string): Result<CotEvent> {
  const parsed = parse(xml)
  if (!parsed.ok) return parsed
  const { elements, remarks } = parsed.value
  const event = elements.get('event')
  const point = elements.get('point')
  if (event?.['uid'] === undefined || event['type'] === undefined)
    return fail('cot.event', 'expected <event> with uid and type', 'xml')
  const [lat, lon] = [degrees(point?.['lat']), degrees(point?.['lon'])]
  if (!isValidPosition(lon, lat))
    return fail('cot.position', 'expected <point> with lat -90..90 and lon -180..180', 'xml')
  const [timeMs, staleMs] = [Date.parse(event['time'] ?? ''), Date.parse(event['stale'] ?? '')]
  if (Number.isNaN(timeMs) || Number.isNaN(staleMs))
    return fail('cot.time', 'expected time and stale as ISO 8601', 'xml')
  const track = elements.get('track')
  const speed = track?.['speed'] === undefined ? Number.NaN : Number(track['speed'])
  const course = track?.['course'] === undefined ? Number.NaN : Number(track['course'])
  return ok({
    uid: event['uid'].slice(0, 200),
    type: event['type'].slice(0, 80),
    timeMs,
    staleMs,
    position: { lon, lat },
    callsign: elements.get('contact')?.['callsign']?.slice(0, 80) ?? null,
    remarks: trimmed(remarks),
    // CoT gives metres a second and degrees true.
    speedKn: Number.isFinite(speed) && speed >= 0 ? mpsToKn(speed) : null,
    courseDeg: Number.isFinite(course) ? ((course % 360) + 360) % 360 : null,
  })
}

const trimmed = (remarks: string): string | null =>
  remarks.trim() === '' ? null : remarks.trim().slice(0, 1000)

/** Remarks within the elements that a protobuf carries as XML. Errors: `cot.xml`. */
export function remarksOf(xmlDetail: string): Result<string | null> {
  const parsed = parse(`<detail>${xmlDetail}</detail>`)
  return parsed.ok ? ok(trimmed(parsed.value.remarks)) : parsed
}

const degrees = (text: string | undefined): number =>
  text === undefined || text.trim() === '' ? Number.NaN : Number(text)
