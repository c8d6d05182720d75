import { seedDemo, type DemoPerson } from '@basinet/kernel/identity'
import type { OpenNode } from './open-node.ts'

export interface Demo {
  readonly people: readonly DemoPerson[]
  /** One-use sign-in links of the roles, for the person who started the node on this machine. */
  signInLines(url: string): Promise<string[]>
}

/** People of the demonstration, and the links they sign in with. Only ever called on a demonstration node. */
export async function prepareDemo(node: OpenNode): Promise<Demo> {
  const people = await seedDemo(node.core)
  return {
    people,
    async signInLines(url) {
      const width = Math.max(...people.map((p) => p.post.length))
      const lines = [
        '',
        'DEMONSTRATION: everything here is an exercise. Sign in once with one of these links, on this machine:',
      ]
      for (const person of people) {
        const link = await node.identity.createOneUseLink(person.person)
        if (!link.ok) throw new Error(link.error.message)
        lines.push(`  ${person.post.padEnd(width)}  ${person.name.padEnd(20)}  ${url}${link.value}`)
      }
      return [...lines, '', 'Ctrl-C stops the node; the data stays.']
    },
  }
}
