import { createHash, randomBytes, randomUUID } from 'node:crypto'
import type { Realm } from '../contract/record.ts'
import type { AuditKind } from './events.ts'

/** What is said of one event. `details` may name people and contents: it is kept apart and can be erased. */
export interface AuditDraft {
  readonly kind: AuditKind
  readonly at: Date
  readonly actor: string
  readonly session?: string | null
  readonly purpose?: string | null
  readonly command?: string
  readonly type?: string
  readonly record?: string
  readonly rev?: number
  readonly outcome: 'done' | 'denied' | 'failed' | 'pending'
  /** For a list or map read: how many were shown. */
  readonly count?: number
  readonly details?: unknown
  /** Realm of what it is about; general where absent. Details stay in it. */
  readonly realm?: Realm
}

export interface AuditRow {
  readonly about: Pick<AuditDraft, 'kind' | 'realm' | 'type' | 'record'>
  /** The exact bytes hashed into the log. */
  readonly event: string
  readonly leaf: Buffer
  readonly detailId: string | null
  readonly salt: Buffer | null
  readonly details: string | null
}

/** RFC 6962 section 2.1 leaf hash: SHA-256(0x00 ‖ entry). */
export function leafHash(entry: string): Buffer {
  return createHash('sha256').update(Buffer.of(0)).update(entry, 'utf8').digest()
}

const SALT_BYTES = 16

/**
 * The event as logged: opaque ids in a fixed key order, and SHA-256(salt ‖ details) in place of the details, so that
 * details and salt can be expunged while the leaf still verifies.
 */
export function sealEvent(node: string, draft: AuditDraft): AuditRow {
  const details = draft.details === undefined ? null : JSON.stringify(draft.details)
  const salt = details === null ? null : randomBytes(SALT_BYTES)
  const detailId = details === null ? null : randomUUID()
  const detailsHash =
    details === null || salt === null
      ? undefined
      : createHash('sha256').update(salt).update(details).digest('hex')
  const event = JSON.stringify({
    v: 1,
    kind: draft.kind,
    at: draft.at.toISOString(),
    node,
    actor: draft.actor,
    session: draft.session ?? undefined,
    purpose: draft.purpose ?? undefined,
    command: draft.command,
    type: draft.type,
    record: draft.record,
    rev: draft.rev,
    outcome: draft.outcome,
    count: draft.count,
    detailId: detailId ?? undefined,
    detailsHash,
  })
  return { about: draft, event, leaf: leafHash(event), detailId, salt, details }
}
