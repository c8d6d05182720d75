import type { Label, StoredRecord, Subject } from '@basinet/kernel/contract'
import { contactId } from '../contract/contact-key.ts'
import type { PictureAlert } from '../contract/picture-alert.ts'
import type { Vessel } from '../contract/wire.ts'
import { inBBox, type BBox } from '../positions/bbox.ts'
import { fromE7 } from '../positions/scaled.ts'
import { alertView } from './alert-view.ts'
import { mostImportant, RANK_DISTRESS, rankOf, VESSELS_PER_VIEW } from './importance.ts'
import { SHOWN_MS } from './ingest.ts'
import type { Picture } from './picture.ts'
import { OneViewer, type Outlet, type Viewer } from './viewer.ts'

export type { Outlet, Viewer } from './viewer.ts'
import { visibilityOf, type Visibility, type VisibilityParts } from './visibility.ts'

/** A viewer with so much waiting gets no deltas … */
const BEHIND_BYTES = 1_048_576
/** … until it has drained to this; then it gets a fresh snapshot. */
const CAUGHT_UP_BYTES = 65_536
const TICK_MS = 1000
/** Hand-entered contacts move by reckoning: sent again this seldom. */
const CONTACTS_EVERY_TICKS = 10
/** Time-bound rights (leases, vettings) run out: looked at again this often. */
const RIGHTS_EVERY_TICKS = 30
const VIEWERS_MAX = 500
/** Maps that one person has open at once; one account must not take the places of all. */
const OF_ONE_MAX = 25
/** Alerts that one tick tells in full; of more it says only that there are some. */
const ALERTS_A_TICK = 50

export interface Viewers {
  /** Null when too many look already, or this person at too many maps. */
  join(subject: Subject, bbox: BBox, outlet: Outlet): Viewer | null
  get(id: string): Viewer | undefined
  /** Rights changed: everybody is judged anew and gets a fresh snapshot. */
  rightsChanged(): void
  alerts(records: readonly StoredRecord<PictureAlert>[]): void
  contactsChanged(): void
  readonly size: number
  stop(): void
}

export interface ViewersParts extends Omit<VisibilityParts, 'sources'> {
  readonly picture: Picture
  readonly newId: () => string
  readonly now: () => number
}

export function createViewers(parts: ViewersParts): Viewers {
  return new PictureViewers(parts)
}

interface Moved {
  readonly slots: readonly number[]
  readonly gone: readonly number[]
}

class PictureViewers implements Viewers {
  readonly #parts: ViewersParts
  readonly #viewers = new Map<string, OneViewer>()
  readonly #timer: NodeJS.Timeout
  #ticks = 0
  #contactsDue = false
  #rightsDue = false
  #sightDue = false
  /** Alerts to be told with the next tick. */
  #alerts = new Map<string, StoredRecord<PictureAlert>>()
  #moreAlerts = new Set<Label>()

  constructor(parts: ViewersParts) {
    this.#parts = parts
    this.#timer = setInterval(() => this.#tick(), TICK_MS)
  }

  get size(): number {
    return this.#viewers.size
  }

  get(id: string): Viewer | undefined {
    return this.#viewers.get(id)
  }

  join(subject: Subject, bbox: BBox, outlet: Outlet): Viewer | null {
    const own = [...this.#viewers.values()].filter((viewer) => viewer.person === subject.person)
    if (this.#viewers.size >= VIEWERS_MAX || own.length >= OF_ONE_MAX) return null
    const id = this.#parts.newId()
    const sight = visibilityOf(this.#sightParts(), subject)
    const viewer = new OneViewer(id, subject, bbox, outlet, sight, (v) => void this.#viewers.delete(v))
    this.#viewers.set(id, viewer)
    this.#snapshot(viewer)
    return viewer
  }

  rightsChanged(): void {
    this.#rightsDue = true
  }

  contactsChanged(): void {
    this.#rightsDue = true
    this.#contactsDue = true
  }

  /**
   * Sent to every viewer that may read them, wherever it looks: no viewport hides an alert. Distress at once; the others once
   * a second, and in a storm only that there are more, because a page that reads each of thousands reads nothing else.
   */
  alerts(records: readonly StoredRecord<PictureAlert>[]): void {
    // Their flags on the map come with the next tick, when everybody's sight is judged anew.
    this.#sightDue = true
    const urgent = records.filter((r) => r.body.distress)
    for (const viewer of this.#viewers.values()) tellAlerts(viewer, urgent)
    for (const record of records) {
      if (record.body.distress) continue
      if (this.#alerts.size < ALERTS_A_TICK || this.#alerts.has(record.id))
        this.#alerts.set(record.id, record)
      else this.#moreAlerts.add(record.label)
    }
  }

  stop(): void {
    clearInterval(this.#timer)
    this.#viewers.clear()
  }

  #sightParts(): VisibilityParts {
    const { core, registers, picture } = this.#parts
    return { core, registers, sources: picture.sources }
  }

  #tick(): void {
    this.#ticks++
    const { picture, now } = this.#parts
    picture.board.expire(now() - SHOWN_MS)
    const moved = picture.board.drain()
    const contacts = this.#contactsDue || this.#ticks % CONTACTS_EVERY_TICKS === 0
    const rights = this.#rightsDue || this.#ticks % RIGHTS_EVERY_TICKS === 0
    if (rights || this.#sightDue) this.#judgeAnew(rights)
    this.#sightDue = false
    this.#contactsDue = false
    this.#rightsDue = false
    this.#tellWaiting()
    const texts = new Map<number, string>()
    for (const viewer of this.#viewers.values()) {
      const waiting = viewer.outlet.waiting()
      if (waiting > BEHIND_BYTES) viewer.needsSnapshot = true
      else if (!viewer.needsSnapshot) this.#delta(viewer, moved, contacts, texts)
      else if (waiting <= CAUGHT_UP_BYTES) this.#catchUp(viewer)
    }
  }

  #tellWaiting(): void {
    const records = [...this.#alerts.values()]
    for (const viewer of this.#viewers.values()) {
      if (viewer.outlet.waiting() > BEHIND_BYTES) {
        viewer.missedAlerts ||= records.length > 0
        continue
      }
      tellAlerts(viewer, records)
      if (this.#moreAlerts.values().some((label) => viewer.sight.alertLabel(label)))
        viewer.outlet.send('alerts', '{"more":true}')
    }
    this.#alerts = new Map()
    this.#moreAlerts = new Set()
  }

  #catchUp(viewer: OneViewer): void {
    if (viewer.missedAlerts) viewer.outlet.send('alerts', '{"more":true}')
    viewer.missedAlerts = false
    this.#snapshot(viewer)
  }

  /** @param choose a cut view is chosen again; not at every alert, or a storm would mean a snapshot a second */
  #judgeAnew(choose: boolean): void {
    for (const viewer of this.#viewers.values()) {
      const before = viewer.sight.key
      viewer.sight = visibilityOf(this.#sightParts(), viewer.subject)
      // A cut view is chosen again: what is most important has changed.
      if (viewer.sight.key !== before || (choose && viewer.cut)) viewer.needsSnapshot = true
    }
  }

  #snapshot(viewer: OneViewer): void {
    const at = this.#parts.now()
    const { picture } = this.#parts
    const slots: number[] = []
    for (const slot of picture.board.slots()) if (this.#sees(viewer, slot)) slots.push(slot)
    const total = slots.length
    viewer.cut = total > VESSELS_PER_VIEW
    const chosen = viewer.cut ? mostImportant(picture, slots, viewer.sight) : slots
    const vessels = chosen.flatMap((slot) => picture.vessel(slot, viewer.sight, at) ?? [])
    const contacts = this.#contactsInside(viewer, at)
    viewer.inside.clear()
    viewer.contacts.clear()
    for (const vessel of vessels) viewer.inside.add(vessel.mmsi)
    for (const contact of contacts) viewer.contacts.add(contact.id)
    viewer.needsSnapshot = false
    viewer.outlet.send(
      'snapshot',
      JSON.stringify({
        stream: viewer.id,
        at,
        vessels: [...vessels, ...contacts],
        total: total + contacts.length,
      }),
    )
  }

  #delta(viewer: OneViewer, moved: Moved, contacts: boolean, texts: Map<number, string>): void {
    const at = this.#parts.now()
    const { picture } = this.#parts
    const mmsis = picture.board.columns.mmsi
    const changed: string[] = []
    const gone: string[] = []
    for (const slot of moved.slots) {
      const mmsi = mmsis[slot] as number
      if (!this.#sees(viewer, slot)) {
        if (viewer.inside.delete(mmsi)) gone.push(contactId(mmsi))
        continue
      }
      if (!viewer.inside.has(mmsi)) {
        if (viewer.cut && !this.#joins(viewer, slot)) continue
        viewer.inside.add(mmsi)
      }
      const text = vesselText(picture, slot, viewer.sight, at, texts)
      if (text !== null) changed.push(text)
    }
    for (const mmsi of moved.gone)
      if (picture.board.slotOf(mmsi) === undefined && viewer.inside.delete(mmsi)) gone.push(contactId(mmsi))
    if (contacts) this.#contactDelta(viewer, at, changed, gone)
    if (changed.length + gone.length === 0) return
    viewer.outlet.send(
      'delta',
      `{"at":${at},"vessels":[${changed.join(',')}],"gone":${JSON.stringify(gone)}}`,
    )
  }

  /** Into a cut view comes only what has an alert or is in distress; of the former not without end. */
  #joins(viewer: OneViewer, slot: number): boolean {
    const rank = rankOf(this.#parts.picture, slot, viewer.sight)
    return rank === RANK_DISTRESS || (rank < RANK_DISTRESS && viewer.inside.size < 2 * VESSELS_PER_VIEW)
  }

  #contactDelta(viewer: OneViewer, at: number, changed: string[], gone: string[]): void {
    const now = this.#contactsInside(viewer, at)
    for (const contact of now) changed.push(JSON.stringify(contact))
    const ids = new Set(now.map((c) => c.id))
    for (const id of viewer.contacts) if (!ids.has(id)) gone.push(id)
    viewer.contacts.clear()
    for (const id of ids) viewer.contacts.add(id)
  }

  #sees(viewer: OneViewer, slot: number): boolean {
    const { columns } = this.#parts.picture.board
    return (
      inBBox(viewer.bbox, fromE7(columns.lonE7[slot] as number), fromE7(columns.latE7[slot] as number)) &&
      viewer.sight.source(columns.source[slot] as number) &&
      viewer.sight.vessel(columns.mmsi[slot] as number)
    )
  }

  /** By its circle, not its centre: a contact that may be in the viewport is shown. */
  #contactsInside(viewer: OneViewer, at: number): Vessel[] {
    return this.#parts.picture.contacts(viewer.sight, at).filter((c) => touches(viewer.bbox, c))
  }
}

function tellAlerts(viewer: OneViewer, records: readonly StoredRecord<PictureAlert>[]): void {
  for (const record of records)
    if (viewer.sight.alertLabel(record.label)) viewer.outlet.send('alert', JSON.stringify(alertView(record)))
}

const METRES_PER_DEGREE = 111_195

function touches(box: BBox, contact: Vessel): boolean {
  const lat = (contact.accuracyM ?? 0) / METRES_PER_DEGREE
  const lon = lat / Math.max(0.05, Math.cos((contact.lat * Math.PI) / 180))
  if (lon >= 180 || box.east - box.west + 2 * lon >= 360) return true
  const wider = { west: box.west - lon, east: box.east + lon, south: box.south - lat, north: box.north + lat }
  return [contact.lon - 360, contact.lon, contact.lon + 360].some((x) => inBBox(wider, x, contact.lat))
}

/** A plain vessel reads the same to everybody who may see it, and is written once a tick; one with alerts is not. */
function vesselText(
  picture: Picture,
  slot: number,
  sight: Visibility,
  at: number,
  texts: Map<number, string>,
): string | null {
  const known = texts.get(slot)
  if (known !== undefined) return known
  const vessel = picture.vessel(slot, sight, at)
  if (vessel === null) return null
  const text = JSON.stringify(vessel)
  if (picture.isPlain(slot)) texts.set(slot, text)
  return text
}
