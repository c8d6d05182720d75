import type { PictureAlert } from '../contract/picture-alert.ts'
import type { Alert } from '../rules/alert.ts'

/** What `picture-alert.raise` takes. */
export type RaiseInput = Omit<PictureAlert, 'sarLog' | 'dismissal' | 'state'> & { readonly others: number[] }

const MMSI_MAX = 999_999_999
const EVIDENCE_MAX = 20

/** A number of more than nine digits fits in the message and is no identity: the record keeps it in the evidence. */
const asMmsi = (value: number): number | null => (value >= 1 && value <= MMSI_MAX ? value : null)

export function raiseInput(alert: Alert): RaiseInput {
  const other = alert.otherMmsi === null ? null : asMmsi(alert.otherMmsi)
  return {
    rule: alert.rule,
    episode: alert.episode.slice(0, 120),
    severity: alert.severity,
    distress: alert.distress,
    at: new Date(alert.atMs).toISOString(),
    mmsi: asMmsi(alert.subject.mmsi),
    name: alert.subject.name === null ? null : alert.subject.name.slice(0, 80),
    position: alert.position === null ? null : { lon: alert.position.lon, lat: alert.position.lat },
    why: {
      key: alert.why.key,
      params: Object.fromEntries(
        Object.entries(alert.why.params).map(([name, value]) => [
          name,
          typeof value === 'string' ? value.slice(0, 300) : value,
        ]),
      ),
    },
    evidence: alert.evidence.slice(0, EVIDENCE_MAX).map((e) => ({ ...e })),
    area: alert.areaId,
    watchListEntry: alert.watchListEntryId,
    others: other === null ? [] : [other],
  }
}
