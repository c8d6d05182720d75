import { defineCapability } from '@basinet/kernel/contract'
import { POSITION_TYPE } from '@basinet/picture/contract'
import * as handover from './contract/contact-handover.ts'
import * as track from './contract/track-share.ts'
import * as message from './contract/watch-message.ts'
import { CAPABILITY, LINE, SERVICE } from './contract/words.ts'

export { ANSWERS, type ContactHandover, type HandoverAnswer } from './contract/contact-handover.ts'
export type { TrackShare } from './contract/track-share.ts'
export { NEEDED, PHRASES, type Phrase, type WatchMessage } from './contract/watch-message.ts'

/** What one nation's watch does with another's: tracks given, contacts handed over, words exchanged. */
export const partnerWatchCapability = defineCapability({
  id: CAPABILITY,
  line: LINE,
  records: [
    track.trackShare,
    handover.contactHandover,
    handover.handoverAnswer,
    message.watchMessage,
  ] as never,
  commands: [
    track.giveTrack,
    track.endTrack,
    handover.offerContact,
    handover.withdrawContact,
    handover.answerHandover,
    message.sendMessage,
  ],
  roles: [{ id: SERVICE, purposes: ['maritime-security'], reads: [POSITION_TYPE], heldBy: 'machine' }],
})
