import { randomUUID } from 'node:crypto'
import { afterEach, expect, test } from 'vitest'
import type { Core } from '@basinet/kernel/record'
import { testSubject } from '@basinet/kernel/store/test-store'
import { WORLD } from '../positions/bbox.ts'
import { createPicture } from './picture.ts'
import type { Registers } from './registers.ts'
import { createViewers, type Viewers } from './viewers.ts'

const registers = {
  contacts: new Map(),
  alerts: new Map(),
  craft: new Map(),
} as unknown as Registers
/** Nobody reads positions here: what is counted is who looks, not what they see. */
const core = { registry: { typesOf: () => [] }, now: () => new Date() } as unknown as Core
const outlet = { send: () => undefined, waiting: () => 0 }
let viewers: Viewers | null = null
const open = (): Viewers => {
  viewers = createViewers({
    core,
    registers,
    picture: createPicture(registers),
    newId: () => randomUUID(),
    now: () => Date.now(),
  })
  return viewers
}
afterEach(() => viewers?.stop())

test('one person has 25 maps open at once and no more; a closed one makes room, and others keep their places', () => {
  const all = open()
  const anna = testSubject()
  const maps = Array.from({ length: 25 }, () => all.join(anna, WORLD, outlet))
  expect(maps.every((map) => map !== null)).toBe(true)
  expect(all.join(anna, WORLD, outlet)).toBeNull()
  expect(all.join(testSubject(), WORLD, outlet)).not.toBeNull()
  maps[0]?.leave()
  expect(all.join(anna, WORLD, outlet)).not.toBeNull()
  expect(all.join(anna, WORLD, outlet)).toBeNull()
})

test('a process has 500 maps open at once, whoever looks', () => {
  const all = open()
  for (let i = 0; i < 20; i++) {
    const person = testSubject()
    for (let map = 0; map < 25; map++) expect(all.join(person, WORLD, outlet)).not.toBeNull()
  }
  expect(all.join(testSubject(), WORLD, outlet)).toBeNull()
  expect(all.size).toBe(500)
})
