import type { CompoundDef, Edition, Item, Specification } from '../spec/model.ts'
import { definition, definitionOf } from './ast-definition.ts'
import { astTree, type AstNode } from './ast-tree.ts'
import { corrected } from './corrections.ts'
import { STANDARDS } from './standards.ts'

interface Text {
  readonly category: number
  readonly title: string
  readonly edition: string
  readonly date: string
  readonly nodes: readonly AstNode[]
}

/** Merges the texts of one category: its editions, and its expansion field where one text is of kind `ref`. */
export function importSpecification(texts: readonly string[]): Specification {
  const read = texts.map(readText)
  const categories = read.filter((text) => !isExpansion(text)).toSorted(byEdition)
  const first = categories.at(-1)
  if (first === undefined) throw new Error('no text of a category')
  const editions: Record<string, Edition> = {}
  const items: Record<string, Item[]> = {}
  for (const text of categories) editions[text.edition] = importEdition(text, items)
  const expansion = read.find(isExpansion)
  return {
    category: first.category,
    title: first.title,
    standard: STANDARDS[first.category] ?? '',
    editions,
    items,
    ...(expansion === undefined ? {} : { expansion: expansionOf(expansion) }),
  }
}

function isExpansion(text: Text): boolean {
  return text.nodes.some((node) => node.text.startsWith('ref '))
}

function byEdition(a: Text, b: Text): number {
  return a.edition.localeCompare(b.edition, 'en', { numeric: true })
}

function readText(text: string): Text {
  const nodes = astTree(text)
  const word = (key: string): string =>
    nodes.find((node) => node.text.startsWith(`${key} `))?.text.slice(key.length + 1) ?? ''
  const head = /^(\d+) "(.*)"$/.exec(word('asterix') || word('ref'))
  if (head === null) throw new Error('expected asterix or ref, number and title in the first line')
  return { category: Number(head[1]), title: head[2]!, edition: word('edition'), date: word('date'), nodes }
}

function importEdition(text: Text, items: Record<string, Item[]>): Edition {
  const chosen: Record<string, number> = {}
  const listed = text.nodes.find((node) => node.text === 'items')?.children ?? []
  for (const node of listed) {
    const [, id = '', title = ''] = /^(\S+) "(.*)"$/.exec(node.text) ?? []
    const item: Item = { title, ...corrected(text.category, id, definitionOf(node)) }
    const variants = (items[id] ??= [])
    const known = variants.findIndex((other) => JSON.stringify(other) === JSON.stringify(item))
    chosen[id] = known === -1 ? variants.push(item) - 1 : known
  }
  const uap = uapOf(text.nodes)
  if (JSON.stringify(uap).includes('"rfs"')) {
    const variants = (items['rfs'] ??= [{ title: 'Random Field Sequencing', sequence: true }])
    chosen['rfs'] = variants.length - 1
  }
  return { date: text.date, uap, items: chosen }
}

function uapOf(nodes: readonly AstNode[]): Edition['uap'] {
  const plain = nodes.find((node) => node.text === 'uap')
  if (plain !== undefined) return slots(plain)
  const node = nodes.find((other) => other.text === 'uaps')
  const choice = node?.children.find((child) => child.text.startsWith('case '))
  const lists = node?.children.find((child) => child.text === 'variations')?.children ?? []
  if (choice === undefined) throw new Error('expected uap, or uaps with a case')
  const when: Record<string, readonly (string | null)[]> = {}
  for (const row of choice.children) {
    const [, value = '', name = ''] = /^(\d+): (\S+)$/.exec(row.text) ?? []
    const list = lists.find((other) => other.text === name)
    if (list === undefined) throw new Error(`line ${row.line}: no list ${name}`)
    when[value] = slots(list)
  }
  return { by: choice.text.slice('case '.length), when }
}

function slots(node: AstNode): (string | null)[] {
  return node.children.map((child) => (child.text === '-' ? null : child.text))
}

function expansionOf(text: Text): NonNullable<Specification['expansion']> {
  const node = text.nodes.find((other) => other.text.startsWith('compound'))
  const of = node === undefined ? null : definition(node)
  if (of === null || !('compound' in of)) throw new Error('expected a compound expansion field')
  return { edition: text.edition, date: text.date, of: of satisfies CompoundDef }
}
