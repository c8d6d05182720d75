import type { Label, Subject } from '@basinet/kernel/contract'
import type { Core } from '@basinet/kernel/record'
import { handContact } from '../contract/hand-contact.ts'
import { pictureAlert } from '../contract/picture-alert.ts'
import { POSITION_TYPE } from '../contract/words.ts'
import type { Registers } from './registers.ts'
import type { SourceInfo } from './sources-table.ts'

/** What one subject may see of the picture; the database says the same of everything stored (migration 0009). */
export interface Visibility {
  /** Same for the same sight: nothing changed for this subject. */
  readonly key: string
  source(id: number): boolean
  vessel(mmsi: number): boolean
  contact(id: string): boolean
  alert(id: string): boolean
  /** For an alert that is no longer open, and so in no register. */
  alertLabel(label: Label): boolean
}

export interface VisibilityParts {
  readonly core: Core
  readonly registers: Registers
  readonly sources: ReadonlyMap<number, SourceInfo>
}

/** Nobody is somebody without the right to read positions. */
const NOTHING: Visibility = {
  key: '',
  source: () => false,
  vessel: () => false,
  contact: () => false,
  alert: () => false,
  alertLabel: () => false,
}

/** Decides everything once; made anew when a register, a source or the subject's rights change. */
export function visibilityOf(parts: VisibilityParts, subject: Subject): Visibility {
  const { core, registers, sources } = parts
  const types = core.registry.typesOf(subject.roles)
  if (!types.includes(POSITION_TYPE)) return NOTHING
  const at = core.now()
  const may = (type: string, label: Label): boolean =>
    core.policy.decide({ subject, action: 'read', type, types, label, at, realm: 'general' }).allowed
  const readable = new Set([...sources.values()].filter((s) => may(POSITION_TYPE, s.label)).map((s) => s.id))
  const hidden = new Set(
    [...registers.craft.values()].filter((c) => !may(POSITION_TYPE, c.label)).map((c) => c.body.mmsi),
  )
  const contacts = allowed(registers.contacts.values(), (label) => may(handContact.type, label))
  const alerts = allowed(registers.alerts.values(), (label) => may(pictureAlert.type, label))
  return {
    key: [readable, hidden, contacts].map(keyOf).join(';'),
    source: (id) => readable.has(id),
    vessel: (mmsi) => !hidden.has(mmsi),
    contact: (id) => contacts.has(id),
    alert: (id) => alerts.has(id),
    alertLabel: (label) => may(pictureAlert.type, label),
  }
}

const keyOf = (set: ReadonlySet<number | string>): string => [...set].map(String).toSorted().join()

/** A record's label is one object for as long as the record is held: written out once, not at every look. */
const texts = new WeakMap<Label, string>()
function textOf(label: Label): string {
  const text = texts.get(label) ?? JSON.stringify(label)
  texts.set(label, text)
  return text
}

function allowed(
  records: Iterable<{ readonly id: string; readonly label: Label }>,
  may: (label: Label) => boolean,
): Set<string> {
  // Labels are few and shared: one decision a distinct label.
  const known = new Map<string, boolean>()
  const ids = new Set<string>()
  for (const { id, label } of records) {
    const key = textOf(label)
    const decision = known.get(key) ?? may(label)
    known.set(key, decision)
    if (decision) ids.add(id)
  }
  return ids
}
