export type Leaf = number | string
export interface NamedLeaf {
  readonly name: string
  /** Names of the objects around it and its own. */
  readonly path: string
  readonly value: Leaf
}

/** What a decode says in its leaves, in its order; `leave` names members that are not values of fields. */
export function leavesOf(
  value: unknown,
  leave: (name: string) => boolean,
  name = '',
  path = '',
): NamedLeaf[] {
  if (typeof value === 'number' || typeof value === 'string') return [{ name, path, value }]
  if (value === null || typeof value !== 'object') return []
  return Object.entries(value).flatMap(([key, inner]) =>
    leave(key)
      ? []
      : leavesOf(
          inner,
          leave,
          Array.isArray(value) ? name : key,
          Array.isArray(value) ? path : `${path}/${key}`,
        ),
  )
}
