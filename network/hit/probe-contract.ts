import type { Result, StoredRecord } from '@basinet/kernel/contract'
import type { CapabilityModule } from '@basinet/kernel/record'
import type { AgreementTemplate } from '../agreements/template.ts'
import type { FoundBy } from './sought.ts'

/** A record of this node. */
export interface RecordPlace {
  readonly type: string
  readonly id: string
}

/**
 * What can be compared by an engine at the holder: fingerprints, cartridge cases, bullets, a firearm's serial number that was
 * restored. A probe is not blind: it travels encrypted to each holder, who therefore sees it; candidates come back after a person
 * there examined each.
 */
export interface ProbeDeclaration {
  /** Names the kind in messages between nations and in `network.probe.<kind>`: `fingerprint`. */
  readonly kind: string
  /** Own record types a probe is made of. */
  readonly from: readonly string[]
  /** Type of the holder's records that candidates are. An agreement in force must list it, in whatever mode. */
  readonly among: string
  /** What the content may be, by the standard's name: `ANSI/NIST-ITL 1-2011`. */
  readonly formats: readonly string[]
  readonly contentBytesMax: number
  readonly candidatesMax: number
  /** Roles that send one, and roles that examine candidates of one that came. */
  readonly senders: readonly string[]
  readonly examiners: readonly string[]
}

/** What travels. Strip from it what the holder does not need: it is kept there until the probe is answered. */
export interface ProbeContent {
  readonly format: string
  readonly bytes: Uint8Array
}

export interface FoundCandidate {
  readonly record: RecordPlace
  /** The engine's own scale, higher is likelier: comparable inside one answer, not between nations. */
  readonly score: number
  /** Engine and version. */
  readonly engine: string
}

export interface ProbeEngine {
  readonly declaration: ProbeDeclaration
  /**
   * Asking nation: makes the probe of an own record, which the officer who sends it may read (`record` is as that officer reads it).
   * Errors go to the officer.
   */
  make(record: StoredRecord): Promise<Result<ProbeContent>>
  /** Holder: whether the content is what it says. Bytes of another nation, so nothing about them is taken for granted. */
  check(content: ProbeContent): Promise<Result<true>>
  /**
   * Holder: the best `most` of what is held, best first, each record once. Runs outside any transaction and may take minutes; it may be
   * run again for the same probe after a crash. Looks only among records that line officers may find: nothing sealed, juvenile or
   * protected.
   */
  search(content: ProbeContent, most: number, signal: AbortSignal): Promise<Result<readonly FoundCandidate[]>>
}

/** A capability with what of it can be asked for from abroad. */
export interface AskableModule extends CapabilityModule {
  readonly foundBy?: readonly FoundBy[]
  readonly probes?: readonly ProbeEngine[]
  /** Agreements that its community has a form for, offered in the editor. */
  readonly agreements?: readonly AgreementTemplate[]
}

const KIND = /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/
/** A probe goes as one envelope. */
const CONTENT_BYTES_MAX = 900_000
const CANDIDATES_MAX = 50

export function defineProbe(input: ProbeDeclaration): ProbeDeclaration {
  const { kind, contentBytesMax, candidatesMax, from, formats, senders, examiners } = input
  if (!KIND.test(kind)) throw new Error(`BUG: probe kind "${kind}"`)
  if (contentBytesMax > CONTENT_BYTES_MAX) throw new Error(`BUG: ${kind}: at most ${CONTENT_BYTES_MAX} bytes`)
  if (candidatesMax < 1 || candidatesMax > CANDIDATES_MAX)
    throw new Error(`BUG: ${kind}: 1 to ${CANDIDATES_MAX} candidates`)
  for (const list of [from, formats, senders, examiners])
    if (list.length === 0) throw new Error(`BUG: ${kind}: a list is empty`)
  return input
}
