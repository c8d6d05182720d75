import { isDowngrade, retentionConflict } from '../contract/label-algebra.ts'
import type { Label } from '../contract/label.ts'
import { fail, ok, type Result } from '../contract/result.ts'
import type { LabelChange } from './relabel-contract.ts'

export function changedLabel(label: Label, change: LabelChange): Label {
  return { ...label, ...change }
}

const time = (text: string | null, absent: number): number => (text === null ? absent : Date.parse(text))

/** True when the record could be erased earlier, or is bound to be erased where it was not. */
function shortensKeeping(from: Label, to: Label): boolean {
  return (
    time(to.keepUntil, -Infinity) < time(from.keepUntil, -Infinity) ||
    time(to.eraseBy, Infinity) < time(from.eraseBy, Infinity)
  )
}

/** A later erasure keeps personal data longer than the rule allowed: that is for two people too. */
function delaysErasure(from: Label, to: Label): boolean {
  return time(to.eraseBy, Infinity) > time(from.eraseBy, Infinity)
}

/**
 * What one person may do alone: narrow who reads, hold, keep longer. Errors: `label.downgrade` (more could read, or a hold
 * would fall), `label.retention` (erasure would move), `label.retention-conflict` (kept longer than the erasure rule allows).
 */
export function checkRestriction(from: Label, to: Label): Result<null> {
  if (isDowngrade(from, to))
    return fail(
      'label.downgrade',
      'more people could read it, or a hold would fall: a second person decides',
      'change',
    )
  if (shortensKeeping(from, to) || delaysErasure(from, to))
    return fail('label.retention', 'the day of erasure would move: a second person decides', 'change')
  if (retentionConflict(to) && !retentionConflict(from))
    return fail(
      'label.retention-conflict',
      'it would be kept longer than the erasure rule allows: a second person decides',
      'change.keepUntil',
    )
  return ok(null)
}
