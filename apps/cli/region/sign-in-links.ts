import type { ChildProcess } from 'node:child_process'
import { Type } from 'typebox'
import { Value } from 'typebox/value'

/** What passes over the channel between the program that runs a region and the nodes it started: nobody else has an end of it. */
const Asked = Type.Object({
  basinet: Type.Literal('sign-in-link'),
  id: Type.Integer(),
  post: Type.String({ maxLength: 200 }),
})
const Answered = Type.Object({
  basinet: Type.Literal('sign-in-link'),
  id: Type.Integer(),
  link: Type.Union([Type.String(), Type.Null()]),
})

const ANSWER_MS = 20_000

/** In the node: gives its parent fresh one-use links when it asks. A node that nobody started this way answers nobody. */
export function answerParent(linkFor: (post: string) => Promise<string | null>): void {
  if (process.send === undefined) return
  process.on('message', (message: unknown) => {
    if (!Value.Check(Asked, message)) return
    const { id, post } = message
    const answer = (link: string | null): void => void process.send?.({ basinet: 'sign-in-link', id, link })
    linkFor(post).then(answer, () => answer(null))
  })
  // Listening holds the process; the node ends by its own wish.
  process.channel?.unref()
}

/** In the parent: asks a node for links. Null where it has no such post, is a service node or does not answer. */
export function linksOf(child: ChildProcess): (post: string) => Promise<string | null> {
  let asked = 0
  return (post) =>
    new Promise((resolve) => {
      const id = ++asked
      const end = (link: string | null): void => {
        clearTimeout(timer)
        child.off('message', take)
        resolve(link)
      }
      const take = (message: unknown): void => {
        if (Value.Check(Answered, message) && message.id === id) end(message.link)
      }
      const timer = setTimeout(() => end(null), ANSWER_MS)
      child.on('message', take)
      if (!child.connected) return end(null)
      child.send({ basinet: 'sign-in-link', id, post }, (error) => {
        if (error !== null) end(null)
      })
    })
}
