import type { NodeFacts } from '../api/types.ts'

export function nationName(node: NodeFacts, language: string): string {
  if (typeof node.nationName === 'string') return node.nationName
  return node.nationName[language] ?? node.nationName['en'] ?? node.nation
}
