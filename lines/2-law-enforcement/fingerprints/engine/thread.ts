import { parentPort } from 'node:worker_threads'
import { compare, Gallery, prepare } from '@basinet/fingerprint'
import type { Answered, Asked, Reply, Request, Scored, Verb } from './protocol.ts'
import { markTemplate, readPrintFile, templateOf } from './read-print.ts'

/** A thread of the engine: reads prints, holds a part of the gallery and searches it. */
const gallery = new Gallery()
const fingerOf = new Map<number, number>()
const numberOf = new Map<number, number>()

const verbs: { readonly [V in Verb]: (input: Asked[V]) => Answered[V] } = {
  read: ({ bytes, part, ppi }) => readPrintFile(bytes, part, ppi),
  mark: ({ bytes, ppi, analysis }) => markTemplate(bytes, ppi, analysis),
  add: ({ items }) => {
    for (const { n, compact } of items) {
      if (fingerOf.has(n)) continue
      const finger = gallery.add(templateOf(compact))
      fingerOf.set(n, finger)
      numberOf.set(finger, n)
    }
    return null
  },
  forget: ({ numbers }) => {
    for (const n of numbers) {
      const finger = fingerOf.get(n)
      if (finger === undefined) continue
      gallery.remove(finger)
      fingerOf.delete(n)
      numberOf.delete(finger)
    }
    return null
  },
  search: ({ compact, most }) =>
    fingerOf.size === 0
      ? []
      : gallery.search(templateOf(compact), most).flatMap(({ finger, score }): Scored[] => {
          const n = numberOf.get(finger)
          return n === undefined ? [] : [{ n, score }]
        }),
  against: ({ probes, given }) => {
    const ready = given.map(({ n, compact }) => ({ n, print: prepare(templateOf(compact)) }))
    return probes.flatMap(({ n: probe, compact }) => {
      const print = prepare(templateOf(compact))
      return ready.map((one) => ({ probe, n: one.n, score: compare(print, one.print).score }))
    })
  },
}

const run = verbs as { readonly [verb: string]: (input: unknown) => Answered[Verb] }

const tell = (reply: Reply): void => parentPort?.postMessage(reply, [])

parentPort?.on('message', ({ id, verb, input }: Request) => {
  try {
    tell({ id, answer: run[verb]?.(input) ?? null })
  } catch (error) {
    tell({ id, failed: error instanceof Error ? error.message : String(error) })
  }
})
