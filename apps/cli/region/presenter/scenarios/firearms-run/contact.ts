import { leftBy, type Step } from '../../scenario.ts'
import { seenBy } from '../recall.ts'
import { minutesFromNow, NAME, STEPS, WATCH, WHERE } from './words.ts'

const CONTACT = '/1-maritime/picture/hand-contact'
const ANSWER_MINUTES = 30

const seen: Step = {
  title: STEPS.contact,
  say: 'Radar on Saint Lucia holds a fast boat that sends no AIS. The watch enters what the radar operator reports, with its grade.',
  async run(stage) {
    const { recordId } = await stage.seat('LCA', WATCH).give('hand-contact.enter', {
      channel: 'lookout',
      source: 'Radar operator, exercise',
      reliability: 'B',
      credibility: '2',
      kind: 'go-fast',
      description: NAME,
      reported: { kind: 'position', ...WHERE },
      accuracyM: 500,
      courseDeg: 95,
      speedKn: 35,
      growthKn: 10,
      sightedAt: minutesFromNow(-4),
    })
    stage.left.set('contact', recordId)
    return {
      words: 'It stands on Saint Lucia’s map, dead-reckoned, with a circle that grows.',
      looks: [
        { words: 'The map', nation: 'LCA', post: WATCH, path: '/1-maritime/picture' },
        { words: 'The contact', nation: 'LCA', post: WATCH, path: `${CONTACT}/${recordId}` },
      ],
    }
  },
}

const shared: Step = {
  title: 'Saint Lucia shares the contact',
  say: 'A releasing officer gives the contact to Barbados, whose map now shows it with its owner and its age.',
  async run(stage) {
    const id = leftBy(stage, 'contact', STEPS.contact)
    const share = await stage
      .seat('LCA', WATCH)
      .give('share.give', { about: { type: 'hand-contact', id }, to: ['BRB'] })
    stage.left.set('share', share.recordId)
    stage.left.set('share rev', String(share.rev))
    await seenBy(stage, 'BRB', WATCH, 'hand-contact', id)
    return {
      words: 'Barbados reads it.',
      looks: [
        { words: 'The contact in Barbados', nation: 'BRB', post: WATCH, path: `${CONTACT}/${id}` },
        { words: 'The map in Barbados', nation: 'BRB', post: WATCH, path: '/1-maritime/picture' },
      ],
    }
  },
}

const offered: Step = {
  title: STEPS.offer,
  say: 'The boat leaves Saint Lucia’s waters. Until Barbados says that it takes the contact, it stays with Saint Lucia.',
  async run(stage) {
    const { recordId: id } = await stage.seat('LCA', WATCH).give('contact-handover.offer', {
      to: 'BRB',
      mmsi: null,
      name: NAME,
      kind: 'go-fast',
      place: WHERE,
      seenAt: minutesFromNow(-1),
      courseDeg: 95,
      speedKn: 35,
      summary: 'Exercise: no AIS, no answer on VHF 16, three persons. Please meet and board.',
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
          words: 'The watch with its partners',
          nation: 'LCA',
          post: WATCH,
          path: '/1-maritime/partner-watch',
        },
        { words: 'The same in Barbados', nation: 'BRB', post: WATCH, path: '/1-maritime/partner-watch' },
      ],
    }
  },
}

export const contactSteps = [seen, shared, offered]
