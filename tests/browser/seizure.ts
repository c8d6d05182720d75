import { randomUUID } from 'node:crypto'
import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import type { Bench } from './harness.ts'

const NONE = { quantity: null, substance: null, purity: null, firearm: null, vessel: null }

/** Records a seizure of one bale, kept as exhibit EX-1 under the seal LC 1. @returns ids of both */
export async function recordSeizure(
  bench: Bench,
  page: Page,
): Promise<{ readonly seizure: string; readonly exhibit: string }> {
  const api = page.context().request
  const me = (await (await api.get(`${bench.url}/api/v1/session`)).json()) as { person: { id: string } }
  const input = {
    reference: 'CUS-1',
    seizedAt: new Date(Date.now() - 3_600_000).toISOString(),
    place: { kind: 'seaport', name: 'Berth 4', position: { latDeg: 14.01, lonDeg: -60.99 } },
    officers: [me.person.id],
    circumstances: 'Found in a container during an examination.',
    legalBasis: null,
    cameFrom: null,
    items: [
      {
        facts: { ...NONE, kind: 'drug', description: 'Bale', quantity: { value: 24.6, unit: 'kg' } },
        kept: { exhibit: 'EX-1', seal: 'LC 1' },
      },
    ],
  }
  const answer = await api.post(`${bench.url}/api/v1/commands/seizure.record`, {
    headers: { 'x-basinet': '1' },
    data: { commandId: randomUUID(), input },
  })
  expect([answer.status(), await answer.text()]).toEqual([200, expect.stringContaining('recordId')])
  const made = (await answer.json()) as { recordId: string }
  const list = await api.get(`${bench.url}/api/v1/records/exhibit`)
  const exhibits = (await list.json()) as { items: { id: string }[] }
  return { seizure: made.recordId, exhibit: exhibits.items[0]?.id ?? '' }
}
