import type { Subject } from '@basinet/kernel/contract'
import type { BBox } from '../positions/bbox.ts'
import type { Visibility } from './visibility.ts'

/** How a viewer is written to; `send` hands over ready JSON. */
export interface Outlet {
  send(event: string, json: string): void
  /** Bytes handed over and not yet taken by the client. */
  waiting(): number
}

export interface Viewer {
  readonly id: string
  readonly person: string
  readonly bbox: BBox
  look(bbox: BBox): void
  /** Vessels it was last shown, for the audit. */
  readonly shown: number
  leave(): void
}

/** One open stream with what it was shown. */
export class OneViewer implements Viewer {
  readonly id: string
  readonly subject: Subject
  readonly outlet: Outlet
  /** MMSIs of the vessels, and ids of the hand-entered contacts, that the client now shows. */
  readonly inside = new Set<number>()
  readonly contacts = new Set<string>()
  readonly #leave: (id: string) => void
  bbox: BBox
  sight: Visibility
  needsSnapshot = true
  /** Alerts came while it was behind: with the snapshot it is told to read them. */
  missedAlerts = false
  /** The viewport holds more than is sent: only what was sent once is kept up to date, until the next snapshot. */
  cut = false

  constructor(
    id: string,
    subject: Subject,
    bbox: BBox,
    outlet: Outlet,
    sight: Visibility,
    leave: (id: string) => void,
  ) {
    this.id = id
    this.subject = subject
    this.bbox = bbox
    this.outlet = outlet
    this.sight = sight
    this.#leave = leave
  }

  get person(): string {
    return this.subject.person
  }
  get shown(): number {
    return this.inside.size + this.contacts.size
  }
  look(bbox: BBox): void {
    this.bbox = bbox
    this.needsSnapshot = true
  }
  leave(): void {
    this.#leave(this.id)
  }
}
