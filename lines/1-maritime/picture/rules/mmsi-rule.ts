import { formatMmsi, identifyMmsi, type MmsiKind } from '@basinet/ais'

import { raise, reportEvidence, type RuleContext } from './rule-context.ts'
import type { PositionUpdate } from './update.ts'

/** Forms of number that may send a message type (ITU-R M.585-9 Annex 1; M.1371-5 Annex 8 table 46). */
const VESSEL: readonly MmsiKind[] = ['ship', 'craft', 'sart', 'mob', 'epirb', 'autonomousDevice']
const FORMS: Readonly<Record<number, readonly MmsiKind[]>> = {
  1: VESSEL,
  2: VESSEL,
  3: VESSEL,
  4: ['coast'],
  9: ['sarAircraft'],
  18: ['ship', 'craft', 'autonomousDevice'],
  19: ['ship', 'craft', 'autonomousDevice'],
  21: ['aidToNavigation', 'autonomousDevice'],
  27: VESSEL,
}

/**
 * Form and country of a number, looked at when a vessel is first heard. A ship without a known country is a wrong or
 * an invented number; a form that does not belong to the message is a wrongly set up unit more often than a lie.
 */
export function checkMmsi(ctx: RuleContext, slot: number, u: PositionUpdate): void {
  const { kind, mid } = identifyMmsi(u.mmsi)
  const forms = FORMS[u.messageType]
  const number = formatMmsi(u.mmsi)
  if (forms !== undefined && !forms.includes(kind)) {
    raise(ctx, 'identity.mmsi-format', slot, u.atMs, {
      severity: 'info',
      episode: String(u.messageType),
      params: { number, kind, messageType: u.messageType },
      evidence: [reportEvidence(u)],
    })
  } else if (kind === 'ship' && mid === null) {
    raise(ctx, 'identity.mmsi-country', slot, u.atMs, {
      severity: 'info',
      episode: 'mid',
      params: { number, mid: number.slice(0, 3) },
      evidence: [reportEvidence(u)],
    })
  }
}
