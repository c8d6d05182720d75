import type { CommandDeclaration } from '../contract/command.ts'
import type { RecordDeclaration, StoredRecord } from '../contract/record.ts'
import type { Failure } from '../contract/result.ts'
import type { Subject } from '../contract/subject.ts'
import { valueAt } from './row.ts'

/**
 * Why a person may not give a command, or null when nothing here stands against it. The server enforces it and the
 * console shows its answer on the disabled button: one table for both.
 */
export function whyNot(
  command: CommandDeclaration,
  subject: Subject,
  on?: { readonly decl: RecordDeclaration; readonly record?: StoredRecord },
): Failure | null {
  const realm = on?.decl.realm ?? 'general'
  if (realm !== 'general' && !subject.realms.includes(realm)) {
    return { code: 'command.denied.realm', message: 'this realm is not open to you' }
  }
  if (!command.who.some((role) => subject.roles.includes(role))) {
    return { code: 'command.denied.role', message: `this is for: ${command.who.join(', ')}` }
  }
  if (
    command.purposes.length > 0 &&
    (subject.purpose === null || !command.purposes.includes(subject.purpose))
  ) {
    return {
      code: 'command.denied.purpose',
      message: `the purpose in force must be one of: ${command.purposes.join(', ')}`,
    }
  }
  if (on?.record !== undefined && on.decl.states && command.from.length > 0) {
    const state = String(valueAt(on.record.body, on.decl.states.path))
    if (!command.from.includes(state)) {
      return {
        code: 'command.state',
        message: `the record is "${state}"; this needs: ${command.from.join(', ')}`,
      }
    }
  }
  return null
}
