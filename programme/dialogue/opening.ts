import type { Meeting } from './contract/meeting.ts'
import type { Priority } from './contract/priority.ts'

type Told<T> = Omit<T, 'state'>
const CRS_2023 = 'Congressional Research Service IF10789, 28 April 2023'
const CRS_2024 = 'Congressional Research Service IF10789, 27 November 2024'
const SHEET = 'US State Department, The Caribbean Basin Security Initiative: St. Lucia (fact sheet, undated)'
const WHITE_HOUSE =
  'White House, United States support for the Caribbean Basin Security Initiative, 28 May 2013, presidency.ucsb.edu'

const dialogue = (name: string, heldOn: string, dateNote: string, source: string): Told<Meeting> => ({
  name,
  form: 'dialogue',
  heldOn,
  dateNote,
  place: null,
  participants: [],
  source,
  minutes: null,
})

/** Meetings of the dialogue that public sources name. */
export const OPENING_MEETINGS: readonly Told<Meeting>[] = [
  dialogue(
    'Inaugural Caribbean-US Security Cooperation Dialogue',
    '2010-01-01',
    'the source says the year 2010',
    CRS_2023,
  ),
  dialogue('10th Security Cooperation Dialogue', '2022-05-01', 'the source says May 2022', CRS_2023),
  dialogue('11th Security Cooperation Dialogue', '2023-11-01', 'the source says November 2023', CRS_2024),
]

const told = (text: string, source: string): Told<Priority> => ({ text, goal: null, meeting: null, source })

/** Priorities the partners have together named. */
export const OPENING_PRIORITIES: readonly Told<Priority>[] = [
  told('Regional information sharing network', SHEET),
  told('Improving maritime interdiction coordination', SHEET),
  told('Developing regional training capacity', SHEET),
  told('Prisons and corrections reforms', WHITE_HOUSE),
  told('Asset sustainment and maintenance practices', WHITE_HOUSE),
  told('Addressing illicit firearms trafficking', WHITE_HOUSE),
]
