import type { Alert } from '../rules/alert.ts'

/** An alert as a rule raises it. */
export function alertOf(change: Partial<Alert> = {}): Alert {
  return {
    rule: 'area.entry',
    episode: `test:${change.subject?.mmsi ?? 343_000_001}:${change.atMs ?? 0}`,
    severity: 'warning',
    distress: false,
    atMs: 0,
    subject: { mmsi: 343_000_001, name: null },
    position: { lon: -61, lat: 14 },
    why: { key: 'picture.alert.area.entry', params: { area: 'Rodney Bay' } },
    evidence: [],
    areaId: null,
    watchListEntryId: null,
    otherMmsi: null,
    ...change,
  }
}
