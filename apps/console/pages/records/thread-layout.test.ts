import { expect, it } from 'vitest'
import { BOX, layoutThread } from './thread-layout.ts'

const node = (id: string, at: string) => ({ type: 't', id, title: id, at, class: 1 })
const refers = (from: string, to: string, field = 'f') => ({
  from: { type: 't', id: from },
  to: { type: 't', id: to },
  field,
})
const step = BOX.width + BOX.gapX

it('a chain stands in the order it happened, a side branch beside it', () => {
  const { placed, lines } = layoutThread({
    nodes: [node('seizure', '3'), node('contact', '1'), node('alert', '2'), node('log', '2')],
    edges: [refers('seizure', 'alert'), refers('alert', 'contact'), refers('log', 'contact')],
  })
  const x = Object.fromEntries(placed.map((p) => [p.node.id, p.x / step]))
  expect(x).toEqual({ contact: 0, alert: 1, log: 1, seizure: 2 })
  expect(lines.map((l) => `${l.from.node.id}>${l.to.node.id}`)).toEqual([
    'alert>seizure',
    'contact>alert',
    'contact>log',
  ])
  expect(lines.every((l) => l.from.x < l.to.x)).toBe(true)
})

it('a ring is opened at its oldest, and a reference out of what may be read is left out', () => {
  const { placed, lines } = layoutThread({
    nodes: [node('event', '1'), node('b-exhibit', '1'), node('a-seizure', '1'), node('log', '2')],
    edges: [
      refers('a-seizure', 'b-exhibit'),
      refers('b-exhibit', 'a-seizure'),
      refers('b-exhibit', 'event'),
      refers('event', 'b-exhibit'),
      refers('a-seizure', 'hidden'),
      refers('log', 'a-seizure'),
    ],
  })
  const x = Object.fromEntries(placed.map((p) => [p.node.id, p.x / step]))
  expect(x).toEqual({ 'a-seizure': 0, 'b-exhibit': 1, log: 1, event: 2 })
  expect(lines).toHaveLength(3)
  expect(lines.every((l) => l.from.x < l.to.x)).toBe(true)
})

it('in a ring of one moment, what says where it came from stands to the right', () => {
  const { placed } = layoutThread({
    nodes: [node('z-seizure', '1'), node('a-exhibit', '1'), node('a-event', '1')],
    edges: [
      refers('z-seizure', 'a-exhibit', 'items.exhibit'),
      refers('a-exhibit', 'z-seizure', 'origin'),
      refers('a-exhibit', 'a-event', 'lastEvent'),
      refers('a-event', 'a-exhibit', 'exhibit'),
    ],
  })
  const x = Object.fromEntries(placed.map((p) => [p.node.id, p.x / step]))
  expect(x).toEqual({ 'z-seizure': 0, 'a-exhibit': 1, 'a-event': 2 })
})

it('no two boxes overlap', () => {
  const many = Array.from({ length: 12 }, (_, i) => node(`n${i}`, String(i)))
  const { placed } = layoutThread({ nodes: many, edges: [refers('n3', 'n1'), refers('n4', 'n1')] })
  expect(new Set(placed.map((p) => `${p.x}/${p.y}`)).size).toBe(12)
})
