/** Seats and places of the exercise. */
export const WATCH = 'Watch officer, day'
export const SUPERVISOR = 'Watch supervisor'
export const COMMANDER = 'Commander'
export const BOARDING = 'Boarding officer'
export const LABORATORY = 'Firearms examiner'

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
  contact: 'A go-fast without AIS',
  offer: 'Saint Lucia hands it to Barbados',
  operation: 'Barbados opens an operation under its law',
  boarding: 'The boat is boarded, three pistols are seized',
  bench: 'Test fires on both benches',
  probe: 'Saint Lucia asks what Barbados holds',
} as const
