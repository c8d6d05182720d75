import { defineCapability } from '@basinet/kernel/contract'
import * as approach from './contract/approach-watch.ts'
import * as area from './contract/own-area.ts'
import * as contact from './contract/hand-contact.ts'
import * as alert from './contract/picture-alert.ts'
import * as craft from './contract/protected-craft.ts'
import * as radar from './contract/radar-site.ts'
import * as sar from './contract/sar-log.ts'
import * as handover from './contract/watch-handover.ts'
import * as watchList from './contract/watch-list-entry.ts'
import * as watchLog from './contract/watch-log.ts'
import { CAPABILITY, LINE, ROLES } from './contract/words.ts'

export * from './contract/approach-watch.ts'
export * from './contract/contact-key.ts'
export * from './contract/fused.ts'
export * from './contract/geo.ts'
export * from './contract/hand-contact.ts'
export * from './contract/own-area.ts'
export type * from './contract/partner-track.ts'
export * from './contract/picture-alert.ts'
export * from './contract/protected-craft.ts'
export * from './contract/radar-site.ts'
export * from './contract/sar-log.ts'
export * from './contract/watch-list-entry.ts'
export * from './contract/watch-handover.ts'
export * from './contract/watch-log.ts'
export * from './contract/wire.ts'
export * from './contract/words.ts'

/** The maritime picture: what the sea around the nation looks like, and what the watch does about it. */
export const pictureCapability = defineCapability({
  id: CAPABILITY,
  line: LINE,
  records: [
    area.ownArea,
    approach.approachWatch,
    watchList.watchListEntry,
    contact.handContact,
    alert.pictureAlert,
    sar.sarLog,
    craft.protectedCraft,
    watchLog.watchLogEntry,
    handover.watchHandover,
    radar.radarSite,
  ] as never,
  commands: [
    area.drawArea,
    area.changeArea,
    area.retireArea,
    approach.setApproachWatch,
    approach.changeApproachWatch,
    approach.retireApproachWatch,
    watchList.addToWatchList,
    watchList.reviewWatchList,
    watchList.withdrawFromWatchList,
    watchList.expireWatchListEntry,
    contact.enterContact,
    contact.correctContact,
    contact.mergeContact,
    contact.closeContact,
    contact.reopenContact,
    alert.raiseAlert,
    alert.raiseAlerts,
    alert.raiseStorm,
    alert.acknowledgeAlert,
    alert.dismissAlert,
    sar.openSarLog,
    sar.noteSarLog,
    sar.confirmSarLog,
    sar.noRescueSarLog,
    sar.closeSarLog,
    sar.reopenSarLog,
    craft.protectCraft,
    craft.grantCraft,
    craft.revokeCraftGrant,
    craft.releaseCraft,
    watchLog.writeWatchLog,
    watchLog.correctWatchLog,
    handover.offerHandover,
    handover.acknowledgeHandoverItem,
    handover.acceptHandover,
    handover.withdrawHandover,
    radar.registerRadar,
    radar.changeRadar,
    radar.retireRadar,
  ],
  roles: ROLES,
})
