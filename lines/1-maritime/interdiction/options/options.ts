import { after, METRES_PER_NM, preparePolygon, type LonLat, type MovingPoint } from '@basinet/geodesy'
import {
  optionFor,
  rankOptions,
  reachableRing,
  zonePassages,
  type Asset,
  type Authority,
  type FindWay,
  type Option,
} from '@basinet/intercept'
import type { MaritimeAsset } from '../contract/asset.ts'
import type { Interdiction } from '../contract/interdiction.ts'
import type { LawAt, OptionRow, OptionsAnswer } from '../contract/wire.ts'
import type { Action } from '../contract/words.ts'
import { mayAt, type Matrix } from '../commands/matrix.ts'
import { assetProblems, enduranceHours, type Upkeep } from '../law/crew-check.ts'
import { zoneAt } from '../law/zone-at.ts'

export interface KnownAsset {
  readonly id: string
  readonly body: MaritimeAsset
  readonly upkeep: Upkeep
}

export interface Asked {
  readonly action: Action
  readonly seaState: number
  readonly onSceneMinutes: number
  readonly atMs: number
}

const MINUTE_S = 60
const HOUR_S = 3600
/** How far ahead the target's passages of zones are told. */
const AHEAD_S = 12 * HOUR_S
const AUTHORITY: Readonly<Record<string, Authority>> = {
  unknown: 'unknown',
  unasked: 'ask',
  waiting: 'ask',
}

/** What the law as loaded says of an action at a place. */
function lawAt(matrix: Matrix, operation: Interdiction, action: Action, place: LonLat, atMs: number): LawAt {
  const at = zoneAt(matrix.zones, place)
  const may = mayAt(matrix, operation, action, place, atMs)
  return {
    known: at.known,
    zone: at.known ? at.zone : null,
    coastalState: at.known ? at.coastalState : null,
    name: at.name,
    may: may.may,
    code: may.may ? 'may' : may.code === 'unknown' && !at.known ? at.why : may.code,
    text: may.may ? may.text : null,
  }
}

/** Every asset against the target, best first, with the law at each meeting. */
export function optionsFor(
  operation: Interdiction,
  assets: readonly KnownAsset[],
  matrix: Matrix,
  asked: Asked,
  way: FindWay | null,
): OptionsAnswer {
  const target = reckoned(operation, asked.atMs)
  const known = operation.courseDeg !== null && operation.speedKn !== null
  const law = (place: LonLat) => lawAt(matrix, operation, asked.action, place, asked.atMs)
  const authority = (place: LonLat): Authority => {
    const { may, code } = law(place)
    return may
      ? 'granted'
      : (AUTHORITY[code] ?? (zoneAt(matrix.zones, place).known && code !== 'unknown' ? 'denied' : 'unknown'))
  }
  const byId = new Map(assets.map((asset) => [asset.id, asset]))
  const ranked = rankOptions(
    assets.map((asset) =>
      optionFor(asEngine(asset), target, {
        atMs: asked.atMs,
        seaState: asked.seaState,
        onSceneSeconds: asked.onSceneMinutes * MINUTE_S,
        reserve: asset.body.reserve,
        zones: [],
        authority,
        ...(way === null ? {} : { way }),
      }),
    ),
  )
  const rows = ranked.map((option) => rowOf(option, byId.get(option.asset)!, law, asked.atMs))
  return {
    at: new Date(asked.atMs).toISOString(),
    target: target.position,
    motionKnown: known,
    reach: reachOf(operation, asked.atMs),
    here: law(target.position),
    landChecked: way !== null,
    // What cannot be sent now goes behind what can, whatever its time.
    options: [...rows.filter((r) => r.problems.length === 0), ...rows.filter((r) => r.problems.length > 0)],
    passages: known ? passagesOf(target, matrix, asked.atMs) : [],
  }
}

/** Run on from where it was seen; one without course or speed stays there, and its circle grows instead. */
function reckoned(operation: Interdiction, atMs: number): MovingPoint {
  const { position, courseDeg, speedKn, sightedAt } = operation
  if (courseDeg === null || speedKn === null) return { position, courseDeg: 0, speedKn: 0 }
  const seconds = Math.max(0, (atMs - Date.parse(sightedAt)) / 1000)
  return after({ position, courseDeg, speedKn }, seconds)
}

const RING_CORNERS = 48

function reachOf({ position, accuracyM, speedKn, sightedAt }: Interdiction, atMs: number): LonLat[] {
  if (speedKn === null) return []
  const seconds = Math.max(0, (atMs - Date.parse(sightedAt)) / 1000)
  return reachableRing(position, accuracyM, speedKn, seconds, RING_CORNERS)
}

function passagesOf(target: MovingPoint, { zones }: Matrix, atMs: number): OptionsAnswer['passages'] {
  const drawn = zones.flatMap((zone) => {
    const area = preparePolygon(zone.shape)
    return zone.state === 'active' && area.ok ? [{ id: zone.name, area: area.value }] : []
  })
  return zonePassages(drawn, target, AHEAD_S).map(({ zone, entering, seconds, position }) => ({
    zone,
    entering,
    at: new Date(atMs + seconds * 1000).toISOString(),
    position,
  }))
}

const AFLOAT: ReadonlySet<MaritimeAsset['class']> = new Set(['boat', 'ship'])

function asEngine({ id, body, upkeep }: KnownAsset): Asset {
  return {
    id,
    position: body.position,
    base: body.base,
    speeds: body.speeds,
    enduranceSeconds: enduranceHours(body, upkeep) * HOUR_S,
    readySeconds: body.readyMinutes * MINUTE_S,
    rangeM: body.rangeNm === null ? null : body.rangeNm * METRES_PER_NM,
    nightCapable: body.nightCapable,
    afloat: AFLOAT.has(body.class),
  }
}

const instant = (ms: number | null): string | null => (ms === null ? null : new Date(ms).toISOString())

function rowOf(
  option: Option,
  { body, upkeep }: KnownAsset,
  law: (place: LonLat) => LawAt,
  atMs: number,
): OptionRow {
  const { meeting } = option
  const problems = assetProblems(body, atMs, upkeep)
  return {
    asset: option.asset,
    name: body.name,
    class: body.class,
    from: body.position,
    problems,
    obstacles: option.obstacles,
    meetAt: meeting === null ? null : instant(atMs + meeting.seconds * 1000),
    position: meeting?.position ?? null,
    corners: option.corners,
    courseDeg: meeting?.courseDeg ?? null,
    distanceM: meeting?.distanceM ?? null,
    speedKn: option.speedKn,
    light: option.light,
    nextSunAt: instant(option.nextSunMs),
    marginMinutes: option.marginSeconds === null ? null : Math.round(option.marginSeconds / MINUTE_S),
    law: meeting === null ? null : law(meeting.position),
    feasible: option.feasible && problems.length === 0,
    taskable: option.taskable && problems.length === 0,
  }
}
