import { useCatalogue } from '@basinet/console/api/session.ts'
import { keys } from '@basinet/console/api/keys.ts'
import type { AnyRecord } from '@basinet/console/api/types.ts'
import { CommandForm } from '@basinet/console/parts/command/command-form.tsx'
import { useCommandName } from '@basinet/console/parts/command-name.ts'
import { Drawer } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import type { ReactNode } from 'react'

/** A command asked for on the operation's page, with what the page already knows. */
export interface Act {
  readonly command: string
  /** Null to make a record. */
  readonly record: AnyRecord | null
  readonly preset?: Readonly<Record<string, unknown>>
  readonly hide?: readonly string[]
}

/** The command's form beside the operation, so that the map and the log stay in sight. */
export function ActDrawer({ act, close }: { act: Act | null; close: () => void }): ReactNode {
  const { data: catalogue } = useCatalogue()
  const commandName = useCommandName()
  const queries = useQueryClient()
  const command = act === null ? undefined : catalogue?.commands[act.command]
  const done = (): void => {
    void queries.invalidateQueries({ queryKey: keys.lists('interdiction') })
    void queries.invalidateQueries({ queryKey: ['interdiction-page'] })
    if (act !== null && act.record !== null)
      void queries.invalidateQueries({ queryKey: keys.record('interdiction', act.record.id) })
    close()
  }
  return (
    <Drawer
      opened={act !== null}
      onClose={close}
      position="right"
      size="lg"
      title={act === null ? '' : commandName(act.command)}
    >
      {act !== null && command !== undefined && (
        <CommandForm
          key={act.command}
          command={command}
          record={act.record}
          {...(act.preset === undefined ? {} : { preset: act.preset, override: act.preset })}
          {...(act.hide === undefined ? {} : { hide: act.hide })}
          done={done}
          cancel={close}
        />
      )}
    </Drawer>
  )
}
