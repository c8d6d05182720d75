import { hash } from 'node:crypto'
import { canonicalText } from './canonical.ts'
import type { CustodyEvent } from './contract/custody-event.ts'

/** SHA-256 over the event's id and its body in canonical text; hex. */
export function eventHash(id: string, body: CustodyEvent): string {
  return hash('sha256', canonicalText([id, body]))
}
