import { apiGet } from '@basinet/console/api/client.ts'
import { useCommand } from '@basinet/console/api/command.ts'
import { useFailureText } from '@basinet/console/parts/state/failure-text.ts'
import { Button } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useState, type ReactNode } from 'react'
import { pictureKeys } from '../live/queries.ts'
import css from '../panel/panel.module.css'
import { useWords } from '../words.ts'

/** Texts in which the machine found no call: their log is a draft, and the officer says with one click what it is. */
const DRAFTED: ReadonlySet<string> = new Set(['safety.text', 'distress.test'])

export const isDrafted = (rule: string): boolean => DRAFTED.has(rule)

export function DraftCase({ log }: { log: string }): ReactNode {
  const t = useWords()
  const failureText = useFailureText()
  const queries = useQueryClient()
  const command = useCommand()
  const [unread, setUnread] = useState<Error | null>(null)
  const give = async (verb: 'no-rescue' | 'confirm'): Promise<void> => {
    setUnread(null)
    try {
      // The log grows with every text of the station: its revision is asked for when it is needed.
      const { rev } = await apiGet<{ rev: number }>(`/records/sar-log/${log}`)
      await command.mutateAsync({
        name: `sar-log.${verb}`,
        commandId: crypto.randomUUID(),
        recordId: log,
        expectedRev: rev,
        input: {},
      })
    } catch (error) {
      setUnread(error instanceof Error ? error : new Error(String(error)))
    } finally {
      void queries.invalidateQueries({ queryKey: pictureKeys.alerts })
    }
  }
  return (
    <div className={css['buttons']}>
      <Button size="compact-sm" loading={command.isPending} onClick={() => void give('no-rescue')}>
        {t('picture.act.no-rescue')}
      </Button>
      <Button
        size="compact-sm"
        variant="default"
        disabled={command.isPending}
        onClick={() => void give('confirm')}
      >
        {t('picture.act.confirm-case')}
      </Button>
      {unread !== null && (
        <p role="alert" className={css['why']}>
          {failureText(unread)}
        </p>
      )}
    </div>
  )
}
