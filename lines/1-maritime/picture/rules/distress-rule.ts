import { identifyMmsi, STATUS_DISTRESS_ACTIVE } from '@basinet/ais'

import type { RuleId } from './alert.ts'
import { raise, reportEvidence, utcHour, type RuleContext } from './rule-context.ts'
import type { PositionUpdate, TextUpdate } from './update.ts'
import { FLAG } from './vessel-table.ts'

const RULE_OF_KIND: Readonly<Partial<Record<string, RuleId>>> = {
  sart: 'distress.sart',
  mob: 'distress.mob',
  epirb: 'distress.epirb',
}

/** Status of a survival device under test (ITU-R M.1371-5 Annex 8 table 45, note). */
const STATUS_TEST = 15

/** Survival devices have numbers from 970 to 974 (ITU-R M.585-9 Annex 2). */
const DEVICE_FIRST = 970_000_000
const DEVICE_AFTER = 975_000_000

/**
 * AIS-SART, MOB and EPIRB-AIS by number, and status 14 by whoever sends it. What is not plainly a test is taken for
 * distress. Said again every hour while it goes on: an alarm dismissed by mistake must come back.
 */
export function checkDistress(ctx: RuleContext, slot: number, u: PositionUpdate): void {
  const isDevice = isSurvivalDevice(u.mmsi)
  if (!isDevice && u.navStatus !== STATUS_DISTRESS_ACTIVE) return
  // The field is defined for these message types only.
  if (!isDevice && !(u.messageType >= 1 && u.messageType <= 3)) return
  const rule = (isDevice ? RULE_OF_KIND[identifyMmsi(u.mmsi).kind] : undefined) ?? 'distress.status'
  const isTest = isDevice && u.navStatus === STATUS_TEST
  sayDistress(ctx, slot, isTest ? 'distress.test' : rule, u, isTest)
}

const isSurvivalDevice = (mmsi: number): boolean => mmsi >= DEVICE_FIRST && mmsi < DEVICE_AFTER

function sayDistress(ctx: RuleContext, slot: number, rule: RuleId, u: PositionUpdate, isTest: boolean): void {
  const c = ctx.table.columns
  const t = ctx.thresholds
  const flag = isTest ? FLAG.distressTest : FLAG.distress
  const paused = u.atMs - c.lastAt[slot]! > t.distressPauseMs && c.lastAt[slot]! > 0
  const due = u.atMs - c.saidAt[slot]! >= t.distressReminderMs
  if ((c.flags[slot]! & flag) !== 0 && !paused && !due) return
  c.flags[slot]! |= flag
  c.saidAt[slot] = u.atMs
  const hasPosition = !Number.isNaN(u.lon) && !Number.isNaN(u.lat)
  raise(ctx, rule, slot, u.atMs, {
    severity: isTest ? 'warning' : 'critical',
    distress: !isTest,
    episode: utcHour(u.atMs),
    params: { status: u.navStatus, station: u.station === '' ? '-' : u.station },
    position: hasPosition ? { lon: u.lon, lat: u.lat } : null,
    evidence: [reportEvidence(u)],
    ...(hasPosition ? {} : { variant: 'no-position' }),
  })
}

/** Words that make a text a test: as the devices themselves send it (IEC 61097-14 for AIS-SART). */
const TEST_WORDS = /\bTEST(ING)?\b/

/**
 * Words that make a text a call: MAYDAY and PAN PAN (ITU Radio Regulations, Articles 32 and 33) and their French and
 * Dutch forms, SOS, and plain words for what befalls ships, in the region's languages (the latter the house's own).
 */
const CALL_WORDS =
  /MAYDAY|M'?AIDEZ|PAN.?PAN|\bSOS\b|DISTRESS|SINKING|\bSINK\b|\bFIRE\b|MAN OVER ?BOO?ARD|OVERBOARD|\bMOB\b|ABANDON|COLLISION|AGROUND|PIRA(CY|TE)|\bHELP\b|FLOODING|TAKING.{0,8}WATER|CAPSIZ|\bACTIVE\b|SOCORRO|AUXILIO|HUNDI|NAUFRAG|INCENDIO|SECOURS|AU FEU|INCENDIE|HOMME A LA MER|HOMBRE AL AGUA|MAN OVER BOORD|ZINKEN|\bBRAND\b|\bHULP\b/

/** Longest text carried in a parameter. */
const TEXT_LENGTH_MAX = 200

/**
 * Safety text, messages 12 and 14: always an alarm that no filter hides, with a search-and-rescue log, said once an hour for
 * the same words. Ships send greetings as safety text too (the recordings have "GUD PM 2U"): the rule tells a call from a
 * text and a test, and only the log of a call is more than a draft.
 */
export function checkSafetyText(ctx: RuleContext, slot: number, u: TextUpdate): void {
  const text = u.text.slice(0, TEXT_LENGTH_MAX)
  const isTest = TEST_WORDS.test(text.toUpperCase())
  const isCall = !isTest && (isSurvivalDevice(u.mmsi) || CALL_WORDS.test(text.toUpperCase()))
  const rule = isTest ? 'distress.test' : isCall ? 'distress.text' : 'safety.text'
  raise(ctx, rule, slot, u.atMs, {
    severity: isCall ? 'critical' : 'warning',
    distress: true,
    episode: `${textKey(text)}:${utcHour(u.atMs)}`,
    params: { text, station: u.station === '' ? '-' : u.station },
    variant: u.destMmsi === undefined ? 'broadcast' : 'addressed',
    evidence: [
      {
        at: new Date(u.atMs).toISOString(),
        mmsi: u.mmsi,
        messageType: u.messageType,
        text,
        destMmsi: u.destMmsi ?? null,
        station: u.station,
      },
    ],
  })
}

/** Short key of a text for its episode (FNV-1a, 32 bits). */
export function textKey(text: string): string {
  let h = 0x811c9dc5
  for (let i = 0; i < text.length; i++) h = Math.imul(h ^ text.charCodeAt(i), 0x01000193)
  return (h >>> 0).toString(16)
}
