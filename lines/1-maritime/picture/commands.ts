import type { Binding } from '@basinet/kernel/record'
import { approachWatchBindings } from './commands/approach-watch.ts'
import { handContactBindings } from './commands/hand-contact.ts'
import { ownAreaBindings } from './commands/own-area.ts'
import { pictureAlertBindings } from './commands/picture-alert.ts'
import { protectedCraftBindings } from './commands/protected-craft.ts'
import { radarSiteBindings } from './commands/radar-site.ts'
import { sarLogBindings } from './commands/sar-log.ts'
import { watchHandoverBindings } from './commands/watch-handover.ts'
import { watchListBindings } from './commands/watch-list.ts'
import { watchLogBindings } from './commands/watch-log.ts'

/** Handlers of every command the capability declares. */
export const pictureBindings: readonly Binding[] = [
  ...ownAreaBindings,
  ...approachWatchBindings,
  ...watchListBindings,
  ...handContactBindings,
  ...pictureAlertBindings,
  ...sarLogBindings,
  ...protectedCraftBindings,
  ...watchLogBindings,
  ...watchHandoverBindings,
  ...radarSiteBindings,
]
