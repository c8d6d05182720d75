import type { CommandReceipt } from '@basinet/kernel/contract'
import { useMutation, useQueryClient, type UseMutationResult } from '@tanstack/react-query'
import { apiSend } from './client.ts'
import { keys } from './keys.ts'

export interface CommandRequest {
  readonly name: string
  /** Chosen when the form opens, so that a repeat after a cut link gets the first answer and never a second record. */
  readonly commandId: string
  readonly recordId?: string
  readonly expectedRev?: number
  readonly reason?: string
  readonly input: Readonly<Record<string, unknown>>
}

export function sendCommand({ name, ...envelope }: CommandRequest): Promise<CommandReceipt> {
  return apiSend<CommandReceipt>('POST', `/commands/${encodeURIComponent(name)}`, envelope)
}

export function useCommand(): UseMutationResult<CommandReceipt, Error, CommandRequest> {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: sendCommand,
    onSuccess: (receipt) => {
      void queries.invalidateQueries({ queryKey: keys.lists(receipt.type) })
      void queries.invalidateQueries({ queryKey: keys.record(receipt.type, receipt.recordId) })
      void queries.invalidateQueries({ queryKey: keys.needs })
    },
  })
}
