import { useRouter } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { isForPeople, useCommandName } from '../../parts/command-name.ts'
import { useCatalogue } from '../../api/session.ts'
import type { RecordType } from '../../api/types.ts'
import { useT } from '../../i18n/use.ts'
import { ActionButton } from '../../parts/action-button.tsx'
import { verbOf } from '../../parts/record-path.ts'
import { Icon } from '../../parts/icons.tsx'
import { useRefusalText } from '../../parts/refusal-text.ts'

/** What makes a record of this type: one button a command, the forbidden ones with their reason. */
export function CreateActions({ type }: { type: RecordType }): ReactNode {
  const commandName = useCommandName()
  const refusal = useRefusalText()
  const t = useT()
  const router = useRouter()
  const { data: catalogue } = useCatalogue()
  const commands = Object.values(catalogue?.commands ?? {}).filter(
    (c) => c.record === type.type && c.kind === 'create' && isForPeople(c.name),
  )
  return commands.map((command, index) => (
    <ActionButton
      key={command.name}
      variant={index === 0 ? 'filled' : 'default'}
      leftSection={<Icon name="plus" size={16} />}
      why={
        command.allowed ? null : command.why === undefined ? t('action.not-allowed') : refusal(command.why)
      }
      onAct={() =>
        router.history.push(`/${type.line}/${type.capability}/${type.type}/new/${verbOf(command.name)}`)
      }
    >
      {commandName(command.name)}
    </ActionButton>
  ))
}
