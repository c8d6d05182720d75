import type { EquipmentItem } from './contract/item.ts'

/** An invented outboard engine of a patrol boat, as a unit would enter it. */
export const ENGINE_FACTS = {
  name: 'Port outboard',
  kind: 'engine',
  model: 'Invented Marine 300',
  serial: 'IM-0001',
  unit: 'Coast Watch',
  asset: null,
  essential: true,
  place: 'Vigie',
  position: null,
  fuelCapacityL: 600,
  fuelPerHourL: 100,
  grant: {
    assistance: null,
    donor: 'A donor of this test',
    terms: 'maritime law enforcement only',
    inspectEveryDays: 365,
    since: '2026-01-01',
  },
} as const satisfies Partial<EquipmentItem>

export const ENGINE: EquipmentItem = {
  ...ENGINE_FACTS,
  holder: 'Engineer on duty',
  engineHours: 100,
  hoursAt: '2026-06-01T00:00:00Z',
  fuelL: 450,
  fuelAt: '2026-06-01T00:00:00Z',
  plan: [],
  done: [],
  parts: [],
  defects: [],
  custody: [
    {
      at: '2026-01-01T00:00:00Z',
      by: 'keeper',
      holder: 'Engineer on duty',
      place: 'Vigie',
      reason: 'registered',
    },
  ],
  inspections: [],
  state: 'active',
}
