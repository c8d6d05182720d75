import { leftBy, type Stage, type Step } from '../../scenario.ts'
import {
  BOARDING,
  COMMANDER,
  freshNumber,
  minutesFromNow,
  NAME,
  STEPS,
  SUPERVISOR,
  WATCH,
  WHERE,
} from './words.ts'

const OPERATIONS = '/1-maritime/interdiction/interdiction'
const ZONE_NAME = 'EXERCISE waters (invented)'

/** A box, no boundary of anybody. */
const ZONE = {
  name: ZONE_NAME,
  zone: 'territorial',
  coastalState: 'BRB',
  shape: {
    type: 'Polygon',
    coordinates: [
      [
        [-60.6, 13.3],
        [-60.0, 13.3],
        [-60.0, 13.8],
        [-60.6, 13.8],
        [-60.6, 13.3],
      ],
    ],
  },
  basis: 'legal',
  citation: 'None: invented for the exercise',
}
const RULE = {
  flag: 'any',
  coastalState: 'BRB',
  zone: 'territorial',
  action: 'board',
  effect: 'granted',
  instrument: 'None: invented for the exercise',
  citation: 'None: invented for the exercise',
  authority: null,
  contact: null,
  answerHours: null,
  silence: null,
  shiprider: false,
}

/** Law is loaded by one person and looked at by another, in an exercise too. */
async function load(stage: Stage, command: string, input: object): Promise<void> {
  const { pendingApproval } = await stage.seat('BRB', SUPERVISOR).give(command, input)
  if (pendingApproval === undefined) throw new Error(`BUG: ${command} is looked at by a second person`)
  await stage
    .seat('BRB', COMMANDER)
    .give('approval.approve', {}, { recordId: pendingApproval, expectedRev: 1, reason: 'exercise' })
}

async function lawIsLoaded(stage: Stage): Promise<boolean> {
  const path = `/api/v1/records/maritime-zone?f.name=${encodeURIComponent(ZONE_NAME)}&f.state=active`
  const { items } = (await stage.seat('BRB', WATCH).get(path)) as { items: unknown[] }
  return items.length > 0
}

const opened: Step = {
  title: STEPS.operation,
  say: 'No authority, no boarding: two persons load the exercise’s zone and rule, and the watch opens an operation from the hand-over.',
  async run(stage) {
    const id = leftBy(stage, 'handover', STEPS.offer)
    if (!(await lawIsLoaded(stage))) {
      await load(stage, 'maritime-zone.load', ZONE)
      await load(stage, 'maritime-authority.load', RULE)
    }
    const { recordId } = await stage.seat('BRB', WATCH).give('interdiction.open', {
      reference: freshNumber('EX-OP'),
      domain: 'sea',
      from: { type: 'contact-handover', id },
      name: NAME,
      description: 'Exercise: open boat, three engines, three persons',
      flag: null,
      mmsi: null,
      position: WHERE,
      accuracyM: 800,
      courseDeg: 95,
      speedKn: 35,
      sightedAt: minutesFromNow(-1),
      threat: 'high',
      intent: 'firearms',
      grounds: 'Exercise: no AIS, no answer on VHF 16, handed over by Saint Lucia',
      exercise: true,
    })
    stage.left.set('operation', recordId)
    return {
      words: 'The operation is open, marked as an exercise.',
      looks: [{ words: 'The operation', nation: 'BRB', post: WATCH, path: `${OPERATIONS}/${recordId}` }],
    }
  },
}

const pistol = (exhibit: string, serial: string) => ({
  facts: {
    kind: 'firearm',
    description: 'Exercise: pistol, deactivated',
    quantity: null,
    substance: null,
    purity: null,
    firearm: { make: 'Exercise', model: 'EX-9', calibre: '9 mm', serial, serialState: 'legible' },
    vessel: null,
  },
  kept: { exhibit },
})

/** The boarding officer's own account: who seized is a person of the node. */
async function self(stage: Stage): Promise<string> {
  const { person } = (await stage.seat('BRB', BOARDING).get('/api/v1/session')) as {
    person: { id: string }
  }
  return person.id
}

/** The operation with its outcome, so that it counts. */
async function end(stage: Stage, recordId: string): Promise<void> {
  const seat = stage.seat('BRB', WATCH)
  const { record } = (await seat.get(`/api/v1/records/interdiction/${recordId}`)) as {
    record: { rev: number }
  }
  await seat.give(
    'interdiction.end',
    {
      result: 'disrupted',
      targeted: true,
      intercepted: true,
      disrupted: true,
      summary: 'Exercise: boarded, three pistols seized',
    },
    { recordId, expectedRev: record.rev, reason: 'exercise' },
  )
}

const boarded: Step = {
  title: STEPS.boarding,
  say: 'The exercise jumps to where they meet. The boarding officer goes aboard. Three pistols are taken: in one command they are a seizure with three exhibits in custody. The operation ends with its result.',
  async run(stage) {
    const seat = stage.seat('BRB', BOARDING)
    const begun = await seat.give('boarding.begin', {
      interdiction: leftBy(stage, 'operation', STEPS.operation),
      at: minutesFromNow(0),
      position: WHERE,
      vessel: NAME,
      registration: null,
      flag: null,
      master: null,
      persons: 3,
      team: ['Exercise team'],
    })
    const number = freshNumber('EX')
    const seizure = {
      reference: number,
      seizedAt: minutesFromNow(0),
      place: { kind: 'sea', name: NAME, position: { latDeg: WHERE.lat, lonDeg: WHERE.lon } },
      officers: [await self(stage)],
      circumstances: 'Exercise: under the forward seat, wrapped in a sail',
      legalBasis: null,
      items: [1, 2, 3].map((n) => pistol(`${number}-${n}`, `${number}${n}`)),
    }
    const on = { recordId: begun.recordId, expectedRev: begun.rev, reason: 'exercise' }
    on.expectedRev = (await seat.give('boarding.seize', seizure, on)).rev
    await seat.give('boarding.report', { findings: 'Exercise: three pistols', leftAt: minutesFromNow(0) }, on)
    await end(stage, leftBy(stage, 'operation', STEPS.operation))
    stage.left.set('seizure number', number)
    return {
      words:
        'Three exhibits are in custody, each with its number; the operation has ended, the traffic disrupted.',
      looks: [
        {
          words: 'The operation',
          nation: 'BRB',
          post: WATCH,
          path: `${OPERATIONS}/${leftBy(stage, 'operation', STEPS.operation)}`,
        },
        {
          words: 'The exhibits',
          nation: 'BRB',
          post: 'Exhibits officer',
          path: '/3-borders/seizures/exhibit',
        },
      ],
    }
  },
}

export const boardingSteps = [opened, boarded]
