import type { CommandDeclaration } from '../contract/command.ts'
import { fail, type Failure } from '../contract/result.ts'
import type { Subject } from '../contract/subject.ts'
import type { Core } from './core.ts'

/** How long a second proof opens grave commands (ASVS 5.0 7.5.3 asks for one before them, and sets no time). */
const STEP_UP_SECONDS = 600

export const STEP_UP_NEEDED: Failure = fail('identity.step-up-needed', 'prove again who you are').error

export function steppedUp(strongAt: string | null | undefined, at: Date): boolean {
  return (
    strongAt !== null &&
    strongAt !== undefined &&
    at.getTime() - Date.parse(strongAt) < STEP_UP_SECONDS * 1000
  )
}

/**
 * Whether this command asks for a fresh proof that the subject has not given; the same for whoever gives it and whoever
 * approves it, by whatever door. A demonstration node asks for none: it holds invented data.
 */
export function needsStepUp(
  core: Pick<Core, 'mode'>,
  subject: Subject,
  command: Pick<CommandDeclaration, 'stepUp'>,
  at: Date,
): boolean {
  return command.stepUp && core.mode === 'service' && !steppedUp(subject.strongAt, at)
}
