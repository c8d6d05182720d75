/** Seats and places of the exercise. */
export const WATCH = 'Watch officer, day'
export const SUPERVISOR = 'Watch supervisor'
export const COMMANDER = 'Commander'
export const BOARDING = 'Boarding officer'
export const LABORATORY = 'Firearms examiner'
export const RESULTS = 'Results officer'
export const MONITORING = 'Head of monitoring'
export const PROGRAMME = 'Programme officer'
export const APPROVING = 'Approving officer'
export const DIRECTOR = 'Exercise director'

/** Invented: between Saint Lucia and Barbados, in the waters that the exercise gives to Barbados. */
export const WHERE = { lon: -60.3, lat: 13.55 } as const
export const NAME = 'EXERCISE go-fast without AIS'

const MINUTE_MS = 60_000
export const minutesFromNow = (minutes: number): string =>
  new Date(Date.now() + minutes * MINUTE_MS).toISOString()
/** Registers take a number once; a step that is run again needs another. */
export const freshNumber = (prefix: string): string => `${prefix}-${Date.now().toString(36).toUpperCase()}`

/** Steps that leave something for later ones. */
export const STEPS = {
  contact: 'A go-fast without AIS on radar',
  share: 'Saint Lucia gives the contact and a live track',
  offer: 'Saint Lucia hands it to Barbados',
  before: 'Barbados counts before the boarding',
  operation: 'Barbados opens an operation under its law',
  boarding: 'The boat is boarded, three pistols are seized',
  bench: 'Test fires on both benches',
  probe: 'Saint Lucia asks what Barbados holds',
  after: 'The figure of the exercise moves',
} as const
