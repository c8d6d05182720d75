/** A line of a specification text with the lines indented below it. */
export interface AstNode {
  readonly text: string
  readonly line: number
  readonly children: AstNode[]
}

/** Free text of the standard: not read, so that its words are never taken for definitions. */
const FREE_TEXT = new Set(['definition', 'description', 'remark', 'preamble'])

/** The tree of a text whose structure is its indentation (asterix-specs, `.ast`). */
export function astTree(text: string): AstNode[] {
  const roots: AstNode[] = []
  const open: { indent: number; node: AstNode }[] = []
  let skipBelow = Number.POSITIVE_INFINITY
  text.split('\n').forEach((raw, index) => {
    const content = raw.trim()
    if (content === '') return
    const indent = raw.length - raw.trimStart().length
    if (indent > skipBelow) return
    skipBelow = FREE_TEXT.has(content) ? indent : Number.POSITIVE_INFINITY
    if (FREE_TEXT.has(content)) return
    while (open.length > 0 && open.at(-1)!.indent >= indent) open.pop()
    const node: AstNode = { text: content, line: index + 1, children: [] }
    const parent = open.at(-1)?.node.children ?? roots
    parent.push(node)
    open.push({ indent, node })
  })
  return roots
}
