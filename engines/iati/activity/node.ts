/** An element of an activity as read: its text where it holds no element, else its children. */
export interface XmlNode {
  readonly name: string
  readonly attributes: Readonly<Record<string, string>>
  readonly children: XmlNode[]
  text: string
  /** Line its tag begins in, from 1. */
  readonly line: number
}

export const childrenOf = (node: XmlNode, name: string): XmlNode[] =>
  node.children.filter((child) => child.name === name)

/** Text of an element, of its first narrative in 2.x; '' where there is none. */
export function textOf(node: XmlNode | undefined): string {
  if (node === undefined) return ''
  const narrative = node.children.find((child) => child.name === 'narrative')
  return (narrative ?? node).text.replaceAll(/\s+/g, ' ').trim()
}

export const firstText = (node: XmlNode, name: string): string =>
  textOf(node.children.find((child) => child.name === name))
