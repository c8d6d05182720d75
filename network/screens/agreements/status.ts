import type { Status } from '@basinet/console/parts/status-mark.tsx'

/** How an agreement's or a dossier's state is marked. */
export const STATUS: Readonly<Record<string, Status>> = {
  draft: 'neutral',
  offered: 'info',
  received: 'warning',
  countersigned: 'info',
  signed: 'info',
  active: 'good',
  suspended: 'warning',
  ended: 'neutral',
  withdrawn: 'neutral',
}
