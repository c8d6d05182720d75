import { contactId } from '../contract/contact-key.ts'
import type { PartnerTrack } from '../contract/partner-track.ts'
import { raiseInput } from '../live/alert-input.ts'
import type { Board } from '../live/board.ts'
import { createRules } from '../live/rules-engine.ts'
import type { RulesConfig } from '../live/rules-config.ts'
import { fromE7 } from '../positions/scaled.ts'
import type { Alert } from '../rules/alert.ts'
import { emptyPositionUpdate, type PositionUpdate } from '../rules/update.ts'

/** What `picture-alert.raise` takes of a partner's track. */
export type PartnerAlert = ReturnType<typeof raiseInput> & { readonly under: PartnerTrack['label'] }

/** A vessel heard here within this time is judged by what is heard here. */
const HEARD_MS = 10 * 60_000
/** Own vessels this near a partner's track are looked at for closest approach, degrees. */
const NEAR_DEG = 0.5
const NEAR_MAX = 5000
const ANSWER_MAX = 50
const CLASS_A = 1
/** Of a survival device: a partner's track has no status, and without one the message would be a test (ITU-R M.1371-5 annex 9). */
const STATUS_DISTRESS = 14
const SURVIVAL = /^97[024]/
const CLASS_B = 18

/**
 * The rules over tracks that partners give: areas, watch list, jumps, distress, closest approach to own vessels. They have an engine of
 * their own, so that what is said of a partner's track is always known to be of it: such an alert is under its label, points at its record
 * and repeats neither place nor report nor name, for they go when the track is recalled. Only distress keeps its place.
 */
export class PartnerRules {
  private readonly rules = createRules(null)
  private readonly seen = new Map<string, number>()
  private readonly update = emptyPositionUpdate()

  configure(config: RulesConfig): readonly string[] {
    return this.rules.configure(config)
  }

  /** Takes what is new of the tracks; gives what is to be raised, as many as one look may raise. */
  look(tracks: readonly PartnerTrack[], board: Board, nowMs: number): PartnerAlert[] {
    const mine = tracks.filter(({ mmsi, now }) => now !== null && !isHeard(board, mmsi, nowMs))
    const ids = new Set(tracks.map(({ id }) => id))
    for (const id of this.seen.keys()) if (!ids.has(id)) this.seen.delete(id)
    const alerts: Alert[] = []
    this.takeNear(mine, board, nowMs)
    for (const track of mine) alerts.push(...this.take(track))
    alerts.push(...this.rules.tick(nowMs))
    const byMmsi = new Map(mine.map((track) => [track.mmsi, track]))
    return alerts
      .flatMap((alert) => {
        const track = byMmsi.get(alert.subject.mmsi) ?? byMmsi.get(alert.otherMmsi ?? 0)
        return track === undefined ? [] : [alertOf(alert, track)]
      })
      .slice(0, ANSWER_MAX)
  }

  private take({ id, mmsi, owner, name, callSign, shipType, now, trail }: PartnerTrack): readonly Alert[] {
    if (now === null) return []
    const seenMs = this.seen.get(id)
    if (seenMs !== undefined && seenMs >= now.at) return []
    this.seen.set(id, now.at)
    const distress = SURVIVAL.test(String(mmsi)) ? { navStatus: STATUS_DISTRESS } : {}
    const base = { mmsi, station: owner, messageType: CLASS_A, ...distress }
    const said = { ...(name === null ? {} : { name }), ...(callSign === null ? {} : { callSign }) }
    const statics = this.rules.statics({
      ...base,
      atMs: now.at,
      messageType: 5,
      ...said,
      ...(shipType === null ? {} : { shipType }),
    })
    // Of what came before the first look nothing is said: it is known, as after a restart.
    const before = trail.filter(([at]) => at < now.at && at > (seenMs ?? 0))
    for (const [atMs, lon, lat] of before) {
      const earlier = this.filled({ ...base, atMs, lon, lat, sogKn: Number.NaN, cogDeg: Number.NaN })
      if (seenMs === undefined) this.rules.restore(earlier)
    }
    const last = this.filled({
      ...base,
      atMs: now.at,
      lon: now.lon,
      lat: now.lat,
      sogKn: now.sog ?? Number.NaN,
      cogDeg: now.cog ?? Number.NaN,
    })
    return [...statics, ...this.rules.position(last)]
  }

  /** Own vessels around the partners' tracks, silently. */
  private takeNear(tracks: readonly PartnerTrack[], board: Board, nowMs: number): void {
    if (tracks.length === 0) return
    let count = 0
    for (const slot of board.slots()) {
      const place = board.at(slot)
      if (nowMs - place.atMs > HEARD_MS || contactId(place.mmsi) !== `ais:${place.mmsi}`) continue
      const [lon, lat] = [fromE7(place.lonE7), fromE7(place.latE7)]
      const near = tracks.some(
        ({ now }) => now !== null && Math.abs(now.lon - lon) < NEAR_DEG && Math.abs(now.lat - lat) < NEAR_DEG,
      )
      if (!near) continue
      if (++count > NEAR_MAX) return
      this.rules.restore(
        this.filled({
          mmsi: place.mmsi,
          atMs: place.atMs,
          lon,
          lat,
          sogKn: place.sog < 0 ? Number.NaN : place.sog / 10,
          cogDeg: place.cog < 0 ? Number.NaN : place.cog / 10,
          messageType: CLASS_B,
          station: 'own',
        }),
      )
    }
  }

  private filled(values: Partial<PositionUpdate>): PositionUpdate {
    return Object.assign(this.update, emptyPositionUpdate(), values)
  }
}

/** Of an alert's parameters those that are this nation's own: the name of its area or alarm, and its limit. */
const OWN = ['area', 'watch', 'limitKn'] as const
const ownWords = (params: PartnerAlert['why']['params']): PartnerAlert['why']['params'] =>
  Object.fromEntries(OWN.flatMap((key) => (params[key] === undefined ? [] : [[key, params[key]]])))

function isHeard(board: Board, mmsi: number, nowMs: number): boolean {
  const slot = board.slotOf(mmsi)
  return slot !== undefined && nowMs - board.at(slot).atMs <= HEARD_MS
}

function alertOf(alert: Alert, track: PartnerTrack): PartnerAlert {
  const input = raiseInput({ alert, times: 1, lastAtMs: alert.atMs })
  return {
    ...input,
    episode: `${input.episode}:${track.owner}`.slice(-120),
    name: null,
    contact: `share:${track.id}`,
    position: alert.distress ? input.position : null,
    why: { key: input.why.key, params: { ...ownWords(input.why.params), owner: track.owner } },
    evidence: [{ partnerTrack: track.id, owner: track.owner, at: input.at }],
    under: track.label,
  }
}
