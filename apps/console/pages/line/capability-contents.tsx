import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { isForPeople, useCommandName } from '../../parts/command-name.ts'
import type { CapabilityEntry, Catalogue } from '../../api/types.ts'
import { useNames, useT } from '../../i18n/use.ts'
import { verbOf } from '../../parts/record-path.ts'
import { humanised } from '../../parts/form/names.ts'
import { Icon } from '../../parts/icons.tsx'
import { hasScreen } from './screens.ts'
import css from './line.module.css'

/** The workbench of a capability where it has one, and its record types. */
export function CapabilityContents({
  line,
  capability,
  catalogue,
}: {
  line: string
  capability: CapabilityEntry
  catalogue: Catalogue
}): ReactNode {
  const t = useT()
  const name = useNames()
  return (
    <ul className={css['types']}>
      {hasScreen(line, capability.id) && (
        <li>
          <Link to="/$line/$capability" params={{ line, capability: capability.id }} className={css['type']}>
            <Icon name="eye" size={16} />
            {t('line.workbench')}
          </Link>
        </li>
      )}
      {capability.records.map((type) => (
        <li key={type}>
          <Link
            to="/$line/$capability/$type"
            params={{ line, capability: capability.id, type }}
            className={css['type']}
          >
            <Icon name="log" size={16} />
            {name(`record.${type}.plural`, name(`record.${type}.name`, humanised(type)))}
          </Link>
          <Makers type={type} catalogue={catalogue} path={`/${line}/${capability.id}/${type}`} />
        </li>
      ))}
    </ul>
  )
}

function Makers({ type, catalogue, path }: { type: string; catalogue: Catalogue; path: string }): ReactNode {
  const commandName = useCommandName()
  const makers = Object.values(catalogue.commands).filter(
    (c) => c.record === type && c.kind === 'create' && c.allowed && isForPeople(c.name),
  )
  return makers.map((command) => (
    <Link key={command.name} to={`${path}/new/${verbOf(command.name)}` as '/'} className={css['maker']}>
      <Icon name="plus" size={14} />
      {commandName(command.name)}
    </Link>
  ))
}
