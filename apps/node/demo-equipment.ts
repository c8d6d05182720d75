import type { Core } from '@basinet/kernel/record'
import type { DemoPerson } from '@basinet/kernel/identity'
import { give, handsOf, isThere, type Hands } from './demo-hands.ts'

const DAY_MS = 86_400_000
const UNIT = 'Coast Watch (exercise)'
const DONOR = {
  assistance: null,
  donor: 'Example donor (exercise)',
  terms: 'Maritime law enforcement and rescue only',
  inspectEveryDays: 180,
} as const
const PLAIN = {
  unit: UNIT,
  asset: null,
  essential: false,
  place: 'Vigie',
  position: null,
  fuelCapacityL: null,
  fuelPerHourL: null,
  grant: null,
} as const

/** A boat, her engine, a radar and a radio, one of each state: invented, and exercises. Later starts find them there. */
export async function openEquipment(core: Core, people: readonly DemoPerson[]): Promise<void> {
  const hands = handsOf(core, people)
  if (await isThere(hands, 'equipment-officer', 'equipment-item')) return
  await seedBoat(hands)
  await seedEngine(hands)
  await seedRadarAndRadio(hands)
  await seedCrew(hands)
}

const keep = (hands: Hands, command: string, input: object, on?: { id: string; rev: number }) =>
  give(hands, 'equipment-officer', command, input, on)

function dayOf({ core }: Hands, n: number): string {
  return new Date(core.now().getTime() + n * DAY_MS).toISOString().slice(0, 10)
}

async function seedBoat(hands: Hands): Promise<void> {
  const id = await keep(hands, 'equipment-item.register', {
    ...PLAIN,
    name: 'Patrol boat Frigate Bird (exercise)',
    kind: 'boat',
    model: 'Invented Marine 33',
    serial: 'IM-33-0007',
    essential: true,
    fuelCapacityL: 1200,
    fuelPerHourL: 110,
    grant: { ...DONOR, since: dayOf(hands, -400) },
    holder: 'Coxswain on duty',
  })
  const at = hands.core.now().toISOString()
  await keep(hands, 'equipment-item.read-meters', { at, engineHours: 812, fuelL: 780 }, { id, rev: 1 })
  await keep(
    hands,
    'equipment-item.plan',
    {
      task: 'Hull and anodes',
      source: "Maker's manual 4.2 (exercise)",
      everyHours: null,
      everyDays: 365,
      stops: false,
      lastOn: dayOf(hands, -340),
      lastHours: null,
    },
    { id, rev: 2 },
  )
  await give(
    hands,
    'end-use-inspector',
    'equipment-item.inspect',
    { on: dayOf(hands, -190), found: 'in-use', note: 'Seen under way (exercise)', photographs: [] },
    { id, rev: 3 },
  )
}

async function seedEngine(hands: Hands): Promise<void> {
  const id = await keep(hands, 'equipment-item.register', {
    ...PLAIN,
    name: 'Port outboard (exercise)',
    kind: 'engine',
    model: 'Invented Marine 300',
    serial: 'IM-300-0101',
    essential: true,
    holder: 'Engineer on duty',
  })
  const at = hands.core.now().toISOString()
  await keep(hands, 'equipment-item.read-meters', { at, engineHours: 812, fuelL: null }, { id, rev: 1 })
  await keep(
    hands,
    'equipment-item.plan',
    {
      task: 'Oil and filters',
      source: "Maker's manual 7.1 (exercise)",
      everyHours: 100,
      everyDays: null,
      stops: true,
      lastOn: dayOf(hands, -60),
      lastHours: 700,
    },
    { id, rev: 2 },
  )
  await keep(
    hands,
    'equipment-item.stock',
    { part: 'IM-F1', name: 'Oil filter', held: 1, least: 2 },
    { id, rev: 3 },
  )
}

async function seedRadarAndRadio(hands: Hands): Promise<void> {
  await keep(hands, 'equipment-item.register', {
    ...PLAIN,
    name: 'Coastal radar Gros Islet (exercise)',
    kind: 'radar',
    model: 'Invented X-band 48',
    serial: 'IX-48-0003',
    place: 'Gros Islet',
    grant: { ...DONOR, since: dayOf(hands, -900) },
    holder: 'Radar technician',
  })
  const radio = await keep(hands, 'equipment-item.register', {
    ...PLAIN,
    name: 'VHF set, bridge (exercise)',
    kind: 'radio',
    model: 'Invented VHF 25',
    serial: 'IV-25-0044',
    holder: 'Coxswain on duty',
  })
  await keep(
    hands,
    'equipment-item.report-defect',
    { text: 'Hand microphone cuts out (exercise)', grounding: false },
    { id: radio, rev: 1 },
  )
}

async function seedCrew(hands: Hands): Promise<void> {
  const people = [
    ['Marlon Seabeans (exercise)', 300],
    ['Lucette Palm (exercise)', 20],
  ] as const
  for (const [name, days] of people) {
    const id = await keep(hands, 'crew-member.enrol', { name, unit: UNIT, holder: null, assets: [] })
    await keep(
      hands,
      'crew-member.qualify',
      {
        code: 'boarding',
        until: dayOf(hands, days),
        document: 'Certificate of the exercise',
        certificate: null,
      },
      { id, rev: 1 },
    )
  }
}
