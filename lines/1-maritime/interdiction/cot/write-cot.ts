import { knToMps, type LonLat } from '@basinet/geodesy'

/** What is sent to boats with TAK: one event, without an answer. */
export interface CotOut {
  readonly uid: string
  /** CoT type, e.g. `a-s-S-X` suspect surface craft, `b-m-p-w` a point to go to. */
  readonly type: string
  readonly atMs: number
  readonly staleMs: number
  readonly position: LonLat
  readonly errorM: number | null
  readonly callsign: string
  readonly remarks: string
  readonly courseDeg: number | null
  readonly speedKn: number | null
}

/** Not known, as CoT writes it (CoT base schema 2.0: hae, ce and le). */
const UNKNOWN = '9999999.0'

/** Cursor on Target 2.0 as XML. */
export function writeCot(events: readonly CotOut[]): string {
  return events.map(one).join('\n')
}

function one(e: CotOut): string {
  const at = new Date(e.atMs).toISOString()
  const track =
    e.courseDeg === null || e.speedKn === null
      ? ''
      : `<track course="${e.courseDeg.toFixed(1)}" speed="${knToMps(e.speedKn).toFixed(2)}"/>`
  return [
    `<event version="2.0" uid="${escape(e.uid)}" type="${escape(e.type)}" how="h-e"`,
    ` time="${at}" start="${at}" stale="${new Date(e.staleMs).toISOString()}">`,
    `<point lat="${e.position.lat.toFixed(7)}" lon="${e.position.lon.toFixed(7)}" hae="${UNKNOWN}"`,
    ` ce="${e.errorM === null ? UNKNOWN : e.errorM.toFixed(1)}" le="${UNKNOWN}"/>`,
    `<detail><contact callsign="${escape(e.callsign)}"/>${track}${remarksXml(e.remarks)}</detail>`,
    '</event>',
  ].join('')
}

export const remarksXml = (remarks: string): string => `<remarks>${escape(remarks)}</remarks>`

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&apos;',
}
/** Control characters have no place in XML 1.0 at all. */
// oxlint-disable-next-line no-control-regex -- they are what is left out
const CONTROL = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g

const escape = (text: string): string =>
  text.replaceAll(CONTROL, '').replaceAll(/[&<>"']/g, (c) => ENTITIES[c] ?? '')
