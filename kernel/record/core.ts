import { randomUUID, randomBytes } from 'node:crypto'
import type { AuditBuffer } from '../audit/buffer.ts'
import type { RecordDeclaration } from '../contract/record.ts'
import type { Label } from '../contract/label.ts'
import type { Failure } from '../contract/result.ts'
import type { Subject } from '../contract/subject.ts'
import type { Policy } from '../policy/policy.ts'
import type { Store, Tx } from '../store/store.ts'
import type { SealedSubject } from '../store/subject-seal.ts'
import type { Registry } from './registry.ts'

/** What every part of the node stands on. Clock and ids are handed in, so that a simulator runs the same code. */
export interface Core {
  /** ISO 3166-1 alpha-3 of the nation, or the code of a regional body. */
  readonly nation: string
  /** Every record made on a demonstration node is marked as exercise. */
  readonly mode: 'demo' | 'service'
  readonly registry: Registry
  readonly store: Store
  readonly audit: AuditBuffer
  readonly policy: Policy
  /** Trusted time. */
  readonly now: () => Date
  /** Why the node takes nothing new at the moment (its disk is full); asked before the database is touched. */
  readonly refusal?: () => Failure | null
  /** What a person may do now, with a session or without; null for one who may do nothing. Asked before a waiting command runs. */
  readonly standing?: (person: string) => Promise<Standing | null>
  /** Which of these ids are people of this nation, and whether each is active. Absent: nobody is asked after. */
  readonly people?: (tx: Tx, ids: readonly string[]) => Promise<ReadonlyMap<string, boolean>>
  /**
   * Caveats somebody holds by their unit, beside their own: an agreement may let only named units read what came under it.
   * Asked whenever a subject enters the database; whoever cannot tell answers with none.
   */
  readonly caveats?: (subject: Subject, at: Date) => readonly string[]
}

/** A person's rights at this moment, and the purposes they may act for. */
export interface Standing {
  readonly subject: Subject
  readonly purposes: readonly string[]
}

/** The subject as the database will check it. */
export function sealedSubject(
  core: { readonly registry: Pick<Registry, 'typesOf'>; readonly caveats?: Core['caveats'] },
  subject: Subject,
  at: Date,
): SealedSubject {
  return {
    person: subject.person,
    nation: subject.nation,
    clearance: subject.clearance,
    handling: [...subject.handling, ...(core.caveats?.(subject, at) ?? [])],
    purpose: subject.purpose,
    juvenile: subject.juvenile,
    sealed: subject.sealed,
    vettedUntil: subject.vettedUntil,
    types: core.registry.typesOf(subject.roles),
    realms: subject.realms,
    oversight: subject.oversight,
    at: at.toISOString(),
  }
}

/** The node itself: writes its own events, reads no content. */
export function nodeSubject(nation: string): Subject {
  return {
    person: `node:${nation}`,
    session: null,
    nation,
    agency: 'node',
    unit: 'node',
    roles: ['node-system'],
    clearance: 0,
    handling: [],
    purpose: null,
    juvenile: false,
    sealed: false,
    vettedUntil: null,
    oversight: false,
    realms: [],
  }
}

const UUID_VARIANT = 0x80
const MILLIS_BYTES = 6

/** RFC 9562 UUIDv7 for ordinary records; random v4 for protected realms, because v7 tells when a record was made. */
export function newRecordId(decl: Pick<RecordDeclaration, 'realm'>, at: Date): string {
  if (decl.realm !== 'general') return randomUUID()
  const bytes = randomBytes(16)
  bytes.writeUIntBE(at.getTime(), 0, MILLIS_BYTES)
  bytes[6] = 0x70 | ((bytes[6] ?? 0) & 0x0f)
  bytes[8] = UUID_VARIANT | ((bytes[8] ?? 0) & 0x3f)
  const hex = bytes.toString('hex')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`
}

const DAY_MS = 86_400_000

/** A new record's label: the declaration's defaults, owned by this nation, released to nobody, kept as declared. */
export function defaultLabel(
  core: Pick<Core, 'nation' | 'mode'>,
  decl: RecordDeclaration,
  at: Date,
  change: Partial<Label> = {},
): Label {
  const keepUntil =
    decl.retention.kind === 'days'
      ? new Date(at.getTime() + decl.retention.days * DAY_MS).toISOString()
      : null
  return {
    owner: core.nation,
    class: decl.label.class,
    releaseTo: [],
    displayOnly: [],
    handling: [...(decl.label.handling ?? [])],
    purposes: [...(decl.label.purposes ?? [])],
    personal: decl.label.personal ?? false,
    juvenile: decl.label.juvenile ?? false,
    sealed: decl.label.sealed ?? false,
    keepUntil,
    eraseBy: null,
    holds: [],
    leaseUntil: null,
    onward: decl.label.onward ?? 'ask-owner',
    sources: [core.nation],
    exercise: core.mode === 'demo',
    ...change,
  }
}
