import { keys } from '@basinet/console/api/keys.ts'
import { useCatalogue } from '@basinet/console/api/session.ts'
import type { AnyRecord } from '@basinet/console/api/types.ts'
import { CommandForm } from '@basinet/console/parts/command/command-form.tsx'
import { useCommandName } from '@basinet/console/parts/command-name.ts'
import { Drawer } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import type { ReactNode } from 'react'

/** A command asked for beside the map, with what the map already knows. */
export interface Act {
  readonly command: string
  readonly type: 'coverage-site' | 'coverage-study'
  /** Null to make a record. */
  readonly record: AnyRecord | null
  readonly preset?: Readonly<Record<string, unknown>>
}

export function ActDrawer({
  act,
  close,
  done,
}: {
  act: Act | null
  close: () => void
  done: () => void
}): ReactNode {
  const { data: catalogue } = useCatalogue()
  const commandName = useCommandName()
  const queries = useQueryClient()
  const command = act === null ? undefined : catalogue?.commands[act.command]
  const finished = (): void => {
    if (act !== null) void queries.invalidateQueries({ queryKey: keys.lists(act.type) })
    close()
    done()
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
          done={finished}
          cancel={close}
        />
      )}
    </Drawer>
  )
}
