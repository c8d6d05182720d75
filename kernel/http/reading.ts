import type { Core } from '../record/core.ts'
import { sealedSubject } from '../record/core.ts'
import type { AuditDraft } from '../audit/event.ts'
import type { Realm } from '../contract/record.ts'
import type { Subject } from '../contract/subject.ts'
import type { Tx } from '../store/store.ts'

/** Reads as the subject, in one read-only transaction at one trusted time. */
export function readAs<T>(
  core: Core,
  subject: Subject,
  work: (tx: Tx) => Promise<T>,
  realm: Realm = 'general',
): Promise<T> {
  return core.store.run(sealedSubject(core, subject, core.now()), { readOnly: true, realm }, work)
}

/** Logs a read before its answer leaves: when the event cannot be written, the answer is not given. */
export function logRead(
  core: Core,
  subject: Subject,
  event: Omit<AuditDraft, 'at' | 'actor' | 'session' | 'purpose' | 'outcome'>,
): Promise<string> {
  const realm = event.type === undefined ? undefined : core.registry.record(event.type)?.realm
  return core.audit.write({
    ...(realm === undefined ? {} : { realm }),
    ...event,
    at: core.now(),
    actor: subject.person,
    session: subject.session,
    purpose: subject.purpose,
    outcome: 'done',
  })
}
