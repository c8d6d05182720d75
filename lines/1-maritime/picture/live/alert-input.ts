import { randomUUID } from 'node:crypto'
import { contactId, contactKind } from '../contract/contact-key.ts'
import type { PictureAlert, StormInput } from '../contract/picture-alert.ts'
import type { WaitingAlert } from './alert-queue.ts'
import type { Storm } from './alert-storm.ts'

/** What `picture-alert.raise` takes. */
export type RaiseInput = Omit<PictureAlert, 'sarLog' | 'dismissal' | 'state' | 'vessels'> & {
  readonly others: number[]
}

const MMSI_MAX = 999_999_999
const EVIDENCE_MAX = 20

/** A number of more than nine digits fits in the message and is no identity: the record keeps it in the evidence. */
const asMmsi = (value: number): number | null => (value >= 1 && value <= MMSI_MAX ? value : null)

export function raiseInput({ alert, times, lastAtMs }: WaitingAlert): RaiseInput {
  const repeats = times === 1 ? [] : [{ times, lastAt: new Date(lastAtMs).toISOString() }]
  const other = alert.otherMmsi === null ? null : asMmsi(alert.otherMmsi)
  return {
    rule: alert.rule,
    episode: alert.episode.slice(0, 120),
    severity: alert.severity,
    distress: alert.distress,
    at: new Date(alert.atMs).toISOString(),
    mmsi: asMmsi(alert.subject.mmsi),
    ...(contactKind(alert.subject.mmsi) === 'ais' ? {} : { contact: contactId(alert.subject.mmsi) }),
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
    evidence: [...alert.evidence.slice(0, EVIDENCE_MAX - 1).map((e) => ({ ...e })), ...repeats],
    area: alert.areaId,
    watchListEntry: alert.watchListEntryId,
    others: other === null ? [] : [other],
  }
}

/**
 * What `picture-alert.raise-storm` takes. A number that is no identity is counted, and not named. Neither the episode nor a
 * position may tell of a single vessel: one among them may be a protected craft.
 */
export function stormInput(storm: Storm): StormInput {
  const named = storm.vessels.filter((v) => asMmsi(v.mmsi) !== null)
  const unnamed = storm.vessels.length - named.length + storm.unnamed
  return {
    rule: storm.rule,
    episode: `storm:${storm.rule}:${randomUUID()}`,
    severity: storm.severity,
    distress: storm.distress,
    at: new Date(storm.firstAtMs).toISOString(),
    until: new Date(storm.lastAtMs).toISOString(),
    area: storm.areaId,
    areaName: storm.areaName === null ? null : storm.areaName.slice(0, 300),
    watchListEntry: storm.watchListEntryId,
    unnamed,
    vessels: named.map((v) => ({
      mmsi: v.mmsi,
      at: new Date(v.firstAtMs).toISOString(),
      lastAt: new Date(v.lastAtMs).toISOString(),
      times: v.times,
      ...(v.text === null ? {} : { text: v.text.slice(0, 200) }),
    })),
  }
}
