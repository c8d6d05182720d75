import { useNames } from '../i18n/use.ts'
import { humanised } from './form/names.ts'
import { verbOf } from './record-path.ts'

/** A command in words: its own, else those of its verb (`restrict`, `relabel`: the same for every type), else the verb. */
export function useCommandName(): (command: string) => string {
  const name = useNames()
  return (command) => {
    const verb = verbOf(command)
    return name(`command.${command}.name`, name(`verb.${verb}`, humanised(verb)))
  }
}

/** Given by the node itself, or by a page that reads a file; a form for a person would be an offer nobody can take. */
const BY_THE_NODE = new Set([
  'file.keep',
  'partner-activity.import',
  'picture-alert.raise',
  'picture-alert.raise-many',
  'picture-alert.raise-storm',
  'watch-list-entry.expire',
])

export const isForPeople = (command: string): boolean => !BY_THE_NODE.has(command)
