import { useCommand } from '@basinet/console/api/command.ts'
import type { AnyRecord } from '@basinet/console/api/types.ts'
import { useFailureText } from '@basinet/console/parts/state/failure-text.ts'

/** Gives a command on a hand-over; the revision is the one on screen, so that two reliefs cannot pass each other. */
export function useHandoverCommand(row: AnyRecord): {
  give: (verb: 'acknowledge' | 'accept' | 'withdraw', input: Record<string, unknown>) => void
  busy: boolean
  problem: string | null
} {
  const command = useCommand()
  const failureText = useFailureText()
  return {
    give: (verb, input) =>
      command.mutate({
        name: `watch-handover.${verb}`,
        commandId: crypto.randomUUID(),
        recordId: row.id,
        expectedRev: row.rev,
        input,
      }),
    busy: command.isPending,
    problem: command.error === null ? null : failureText(command.error),
  }
}
