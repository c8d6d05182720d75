import { isBody, type Body } from './body.ts'

interface Tree {
  readonly [key: string]: Tree | true
}

const trees = new WeakMap<readonly string[], Tree>()

/**
 * The body with only these fields; null leaves it whole. A path into a list is taken in each of its elements. What is not
 * named is not there: no empty place tells that something was.
 */
export function applyMask(body: Body, fields: readonly string[] | null): Body {
  if (fields === null) return body
  let tree = trees.get(fields)
  if (tree === undefined) {
    tree = treeOf(fields)
    trees.set(fields, tree)
  }
  return pick(body, tree)
}

function treeOf(fields: readonly string[]): Tree {
  const root: Record<string, Tree | true> = Object.create(null) as Record<string, Tree | true>
  for (const field of fields) {
    let at = root
    const parts = field.split('.')
    for (const [i, part] of parts.entries()) {
      const there = at[part]
      // A field that is named whole stays whole, whatever else is named inside it.
      if (there === true) break
      if (i === parts.length - 1) at[part] = true
      else {
        const next = there ?? (Object.create(null) as Record<string, Tree | true>)
        at[part] = next
        at = next
      }
    }
  }
  return root
}

function pick(body: Body, tree: Tree): Body {
  const kept: Record<string, unknown> = {}
  for (const [key, inner] of Object.entries(tree)) {
    if (!Object.hasOwn(body, key)) continue
    const value = body[key]
    if (inner === true) kept[key] = value
    else if (Array.isArray(value)) kept[key] = value.filter(isBody).map((item) => pick(item, inner))
    else if (isBody(value)) kept[key] = pick(value, inner)
  }
  return kept
}
