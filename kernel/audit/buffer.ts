import type { SealedSubject } from '../store/subject-seal.ts'
import type { Store } from '../store/store.ts'
import { insertAuditRows } from './append.ts'
import { sealEvent, type AuditDraft, type AuditRow } from './event.ts'

/** Group commit for events outside a command's transaction (reads, denials): written before the answer leaves. */
export interface AuditBuffer {
  /** Resolves with the leaf hash (hex) once the event is committed; rejects when it could not be, and then the answer must not leave. */
  write(draft: AuditDraft): Promise<string>
}

interface Waiting {
  readonly row: AuditRow
  readonly done: (leaf: string) => void
  readonly failed: (error: unknown) => void
}

/** Events waiting at most; beyond it the caller is refused, which refuses the read. */
const WAITING_MAX = 10_000
const BATCH_MAX = 500

export function createAuditBuffer(store: Store, node: string, writer: () => SealedSubject): AuditBuffer {
  const waiting: Waiting[] = []
  let running = false

  const drain = async (): Promise<void> => {
    running = true
    try {
      while (waiting.length > 0) {
        const batch = waiting.splice(0, BATCH_MAX)
        try {
          await store.run(writer(), {}, (tx) =>
            insertAuditRows(
              tx,
              batch.map((w) => w.row),
            ),
          )
          for (const w of batch) w.done(w.row.leaf.toString('hex'))
        } catch (error) {
          for (const w of batch) w.failed(error)
        }
      }
    } finally {
      running = false
    }
  }

  return {
    write: (draft) =>
      new Promise((done, failed) => {
        if (waiting.length >= WAITING_MAX) {
          failed(new Error('the audit buffer is full'))
          return
        }
        waiting.push({ row: sealEvent(node, draft), done, failed })
        if (!running) {
          running = true
          setImmediate(() => void drain())
        }
      }),
  }
}
