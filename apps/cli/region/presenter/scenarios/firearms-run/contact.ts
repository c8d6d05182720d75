import { leftBy, type Stage, type Step } from '../../scenario.ts'
import { seenBy } from '../recall.ts'
import { minutesFromNow, NAME, STEPS, WATCH } from './words.ts'

const ALERT = '/1-maritime/picture/picture-alert'
const ANSWER_MINUTES = 30
const TRACK_MINUTES = 60
/** Radar must hold the boat for a minute, and it must be known how well AIS is heard there, before anybody is told. */
const RADAR_MINUTES = 6

interface Place {
  readonly lon: number
  readonly lat: number
}
interface Alert {
  readonly id: string
  readonly body: {
    readonly at: string
    readonly contact?: string
    readonly position: Place | null
    readonly why: { readonly params: Readonly<Record<string, number | string>> }
  }
}

/** What Saint Lucia's radars hold and nobody reports: the newest dark contact that was not dismissed. */
async function darkContact(stage: Stage, id?: string): Promise<Alert | null> {
  const asked = 'f.rule=dark.contact&f.state.in=open,acknowledged&sort=-at'
  const { items } = (await stage
    .seat('LCA', WATCH)
    .get(`/api/v1/records/picture-alert?${id === undefined ? asked : 'f.rule=dark.contact&sort=-at'}`)) as {
    items: readonly Alert[]
  }
  return items.find((one) => (id === undefined || one.id === id) && one.body.position !== null) ?? null
}

const number = (value: number | string | undefined): number | null =>
  typeof value === 'number' ? value : null

const seen: Step = {
  title: STEPS.contact,
  say: 'Simulated radars on the hills send their plots (ASTERIX 048) to the node, which makes one track of them and compares it with AIS. A fast boat that no transponder explains is a dark contact: nobody typed it in.',
  async run(stage) {
    const alert = await stage.until('a dark contact of the radars', () => darkContact(stage), RADAR_MINUTES)
    stage.left.set('contact', alert.id)
    const { params } = alert.body.why
    const told = (name: string): string => String(params[name] ?? '?')
    const at = [alert.body.position?.lon, alert.body.position?.lat].join()
    return {
      words: `Radar alone: ${told('speedKn')} knots, course ${told('courseDeg')}°, seen by ${told('radars')}.`,
      looks: [
        {
          words: 'The contact on the map',
          nation: 'LCA',
          post: WATCH,
          path: `/1-maritime/picture?alert=${alert.id}&at=${at}`,
        },
        { words: 'What the radars saw', nation: 'LCA', post: WATCH, path: `${ALERT}/${alert.id}` },
      ],
    }
  },
}

interface Craft extends Place {
  readonly mmsi: number
  readonly age: number
  readonly sog?: number
}

const distance = (a: Place, b: Place): number => Math.hypot(a.lon - b.lon, a.lat - b.lat)

/** Initials of ships’ names: the picture finds by the beginning of a name. */
const INITIALS = ['a', 'c', 'm', 'p', 's'] as const
const HEARD_MS = 120_000

/** The craft under way with a transponder that is nearest to a place, which may have met the boat. */
async function nearestCraft(stage: Stage, place: Place): Promise<number> {
  const seat = stage.seat('LCA', WATCH)
  const found = await Promise.all(INITIALS.map((q) => seat.get(`/api/v1/picture/find?q=${q}`)))
  const craft = found
    .flatMap((one) => (one as { items: readonly Craft[] }).items)
    .filter(({ mmsi, age, sog }) => mmsi > 0 && age < HEARD_MS && (sog ?? 0) > 1)
  const [nearest] = craft.toSorted((a, b) => distance(a, place) - distance(b, place))
  if (nearest === undefined) throw new Error('no craft under way is on Saint Lucia’s map yet')
  return nearest.mmsi
}

const shared: Step = {
  title: STEPS.share,
  say: 'A releasing officer gives Barbados the radar contact, and the live track of the craft nearest to it, which may have met the boat. Barbados sees both with owner, label and age.',
  async run(stage) {
    const id = leftBy(stage, 'contact', STEPS.contact)
    const seat = stage.seat('LCA', WATCH)
    await seat.give('share.give', { about: { type: 'picture-alert', id }, to: ['BRB'] })
    await seenBy(stage, 'BRB', WATCH, 'picture-alert', id)
    const alert = await darkContact(stage, id)
    const mmsi = await nearestCraft(stage, alert?.body.position ?? { lon: -61.1, lat: 13.9 })
    const note = 'Exercise: the craft nearest to the contact'
    const track = await seat.give('track-share.give', {
      mmsi,
      to: ['BRB'],
      until: minutesFromNow(TRACK_MINUTES),
      note,
    })
    stage.left.set('track', track.recordId)
    stage.left.set('track rev', String(track.rev))
    await seenBy(stage, 'BRB', WATCH, 'track-share', track.recordId)
    return {
      words: `Barbados reads the contact and follows MMSI ${mmsi} live.`,
      looks: [
        { words: 'The contact in Barbados', nation: 'BRB', post: WATCH, path: `${ALERT}/${id}` },
        {
          words: 'The track on Barbados’s map',
          nation: 'BRB',
          post: WATCH,
          path: `/1-maritime/picture?partner=${track.recordId}`,
        },
      ],
    }
  },
}

const offered: Step = {
  title: STEPS.offer,
  say: 'The boat makes for Barbados. Until Barbados says that it takes the contact, it stays with Saint Lucia.',
  async run(stage) {
    const contact = leftBy(stage, 'contact', STEPS.contact)
    leftBy(stage, 'track', STEPS.share)
    const alert = await darkContact(stage, contact)
    const place = alert?.body.position ?? null
    if (alert === null || place === null) throw new Error('the contact is gone from Saint Lucia’s register')
    const { params } = alert.body.why
    const { recordId: id } = await stage.seat('LCA', WATCH).give('contact-handover.offer', {
      to: 'BRB',
      contact: { type: 'picture-alert', id: contact },
      mmsi: null,
      name: NAME,
      kind: 'go-fast',
      place,
      seenAt: alert.body.at,
      courseDeg: number(params['courseDeg']),
      speedKn: number(params['speedKn']),
      summary: 'Exercise: no AIS, no answer on VHF 16. Please meet and board.',
      answerBy: minutesFromNow(ANSWER_MINUTES),
    })
    await seenBy(stage, 'BRB', WATCH, 'contact-handover', id)
    const answer = { about: id, answer: 'taken', note: 'Exercise: we have it' }
    const { recordId: taken } = await stage.seat('BRB', WATCH).give('handover-answer.give', answer)
    await seenBy(stage, 'LCA', WATCH, 'handover-answer', taken)
    stage.left.set('handover', id)
    return {
      words: 'Barbados has taken it, and Saint Lucia has that in writing.',
      looks: [
        {
          words: 'The hand-over, with its contact',
          nation: 'BRB',
          post: WATCH,
          path: `/1-maritime/partner-watch/contact-handover/${id}`,
        },
        {
          words: 'The watch with its partners',
          nation: 'LCA',
          post: WATCH,
          path: '/1-maritime/partner-watch',
        },
      ],
    }
  },
}

export const contactSteps = [seen, shared, offered]
