import { expect, it } from 'vitest'
import { MemoryStore, MemoryTables } from './memory-store.ts'
import { conformance } from './test-conformance.ts'
import { steadyDisk } from './test-exchange.ts'

const cases = conformance(() => new MemoryStore(new MemoryTables(), steadyDisk))

it.each(cases)('in memory: $name', async ({ check }) => {
  await expect(check()).resolves.toBeUndefined()
})
