/** Who has an exhibit, as the kernel's custody contract has it. */
export interface HolderValue {
  readonly person: string | null
  readonly name: string
  readonly unit: string
}

/** A person of this node or somebody outside, told by its three fields. */
export function isHolder(value: unknown): value is HolderValue {
  if (typeof value !== 'object' || value === null) return false
  return Object.keys(value).toSorted().join() === 'name,person,unit'
}
