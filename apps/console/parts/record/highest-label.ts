import { combineLabels, type Label } from '@basinet/kernel/contract'

/** Label of a screen that shows several records: what a record made of all of them would carry. */
export function highestLabel(labels: readonly Label[]): Label | null {
  const [first] = labels
  return first === undefined ? null : combineLabels(first.owner, labels)
}
