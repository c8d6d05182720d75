import type { Subject } from '../contract/subject.ts'

/** Whether a stream may go on for `now` as it was begun for `before`. A fresh proof of who it is widens nothing that is read. */
export function sameRights(before: Subject | null, now: Subject | null): boolean {
  return JSON.stringify({ ...before, strongAt: null }) === JSON.stringify({ ...now, strongAt: null })
}
