import { randomUUID } from 'node:crypto'
import { executeCommand } from '@basinet/kernel/record'
import type { PartnerTrack } from '../contract/partner-track.ts'
import { rulesOf } from '../live/rules-config.ts'
import type { RunningPicture } from '../live/start.ts'
import { pictureService } from '../positions/service.ts'
import { PartnerRules } from './partner-rules.ts'

const LOOK_MS = 5000

/**
 * Watches the tracks that partners give, in the process that leads.
 * @param tracks all of them, for the node's own hand
 */
export function followPartners(
  { core, registers, picture, leader }: RunningPicture,
  tracks: () => Promise<readonly PartnerTrack[]>,
  onError: (error: unknown, what: string) => void,
): { stop(): Promise<void> } {
  const rules = new PartnerRules()
  const service = pictureService(core.nation)
  let dirty = true
  let running: Promise<void> | null = null
  registers.onChange((types) => {
    if (types.has('own-area') || types.has('approach-watch') || types.has('watch-list-entry')) dirty = true
  })
  const look = async (): Promise<void> => {
    if (!leader.leading) return
    if (dirty) {
      dirty = false
      rules.configure(rulesOf(registers))
    }
    for (const input of rules.look(await tracks(), picture.board, core.now().getTime())) {
      const done = await executeCommand(core, service, 'picture-alert.raise', {
        commandId: randomUUID(),
        input,
      })
      if (!done.ok) onError(new Error(`${input.rule}: ${done.error.message}`), 'an alert could not be raised')
    }
  }
  const timer = setInterval(() => {
    running ??= look()
      .catch((error: unknown) => onError(error, "partners' tracks could not be judged"))
      .finally(() => {
        running = null
      })
  }, LOOK_MS)
  return {
    async stop() {
      clearInterval(timer)
      await running
    },
  }
}
