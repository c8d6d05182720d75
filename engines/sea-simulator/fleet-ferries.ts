import type { Plan } from './plan.ts'
import { sail, stay, timetable } from './plan.ts'
import type { Route } from './route.ts'
import { ROUTES } from './routes.ts'

/** A ferry service; times of the plan are UTC, the islands keep UTC-4. */
export type FerryService = {
  readonly name: string
  readonly plan: Plan
  readonly mid: number
  readonly shipType: number
  readonly lengthM: number
  readonly beamM: number
  readonly draughtM: number
  readonly classB: boolean
  readonly destination: string
}

/** There and back `rounds` times a day, first departure at `firstUtcHour`, `turnHours` at each pier. */
function shuttle(
  route: Route,
  speedKn: number,
  firstUtcHour: number,
  rounds: number,
  turnHours: number,
): Plan {
  const phases = [stay(route, false, firstUtcHour)]
  for (let i = 0; i < rounds; i++) {
    phases.push(
      sail(route, speedKn),
      stay(route, true, turnHours),
      sail(route, speedKn, true),
      stay(route, false, turnHours),
    )
  }
  return timetable(24, phases)
}

function guadeloupeLine(): Plan {
  const { fortDeFranceRoseau: a, roseauBasseTerre: b } = ROUTES
  return timetable(24, [
    stay(a, false, 10.5),
    sail(a, 30),
    stay(a, true, 0.5),
    sail(b, 30),
    stay(b, true, 1.5),
    sail(b, 30, true),
    stay(b, false, 0.5),
    sail(a, 30, true),
    stay(a, false, 1),
  ])
}

const HSC = { shipType: 40, lengthM: 38, beamM: 11, draughtM: 1.6, classB: false }
const CAR_FERRY = { shipType: 60, lengthM: 48, beamM: 12, draughtM: 2.6, classB: false }
const LAUNCH = { shipType: 60, lengthM: 14, beamM: 4, draughtM: 0.9, classB: true }

/** Services between real ports; companies and vessels are invented. */
export const FERRY_SERVICES: readonly FerryService[] = [
  {
    name: 'ZANDOLI EXPRESS',
    plan: shuttle(ROUTES.castriesFortDeFrance, 28, 10, 2, 1.5),
    mid: 343,
    destination: 'FORT DE FRANCE',
    ...HSC,
  },
  { name: 'KOLIBRI RAPIDE', plan: guadeloupeLine(), mid: 347, destination: 'BASSE TERRE', ...HSC },
  {
    name: 'BEQUIA LARK',
    plan: shuttle(ROUTES.kingstownBequia, 12, 10, 5, 0.5),
    mid: 375,
    destination: 'BEQUIA',
    ...CAR_FERRY,
  },
  {
    name: 'ADMIRALTY LARK',
    plan: shuttle(ROUTES.kingstownBequia, 12, 11.2, 4, 0.6),
    mid: 375,
    destination: 'BEQUIA',
    ...CAR_FERRY,
  },
  {
    name: 'GRENADINE MAIL',
    plan: shuttle(ROUTES.kingstownUnion, 11, 9, 1, 2),
    mid: 375,
    destination: 'CLIFTON',
    ...CAR_FERRY,
  },
  {
    name: 'CANOUAN TRADER',
    plan: shuttle(ROUTES.kingstownCanouan, 10, 12, 1, 3),
    mid: 375,
    destination: 'CANOUAN',
    ...CAR_FERRY,
  },
  {
    name: 'NUTMEG SWIFT',
    plan: shuttle(ROUTES.carriacouStGeorges, 22, 10, 2, 1),
    mid: 330,
    destination: 'CARRIACOU',
    ...HSC,
  },
  {
    name: 'VEDETTE MADININA',
    plan: shuttle(ROUTES.troisIlets, 15, 9.5, 12, 0.2),
    mid: 347,
    destination: 'TROIS ILETS',
    ...LAUNCH,
  },
  {
    name: 'VEDETTE ALIZE',
    plan: shuttle(ROUTES.troisIlets, 15, 9.8, 12, 0.2),
    mid: 347,
    destination: 'TROIS ILETS',
    ...LAUNCH,
  },
  {
    name: 'PITON TAXI',
    plan: shuttle(ROUTES.castriesSoufriere, 20, 12, 3, 0.7),
    mid: 343,
    destination: 'SOUFRIERE',
    ...LAUNCH,
  },
  {
    name: 'WINDWARD FREIGHT',
    plan: shuttle(ROUTES.castriesKingstown, 11, 2, 1, 3),
    mid: 375,
    destination: 'KINGSTOWN',
    ...CAR_FERRY,
  },
]
