import { Popover } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { useNames, useT } from '../i18n/use.ts'
import { cx } from '../parts/cx.ts'
import { Icon } from '../parts/icons.tsx'
import { PathLink } from '../parts/path-link.tsx'
import { StatusMark } from '../parts/status-mark.tsx'
import css from './top-bar.module.css'

interface Network {
  readonly state: 'not-joined' | 'elsewhere' | 'current' | 'degraded'
  readonly links: readonly { readonly peer: string; readonly state: string }[]
  readonly alarms: readonly { readonly nation: string }[]
  readonly log: {
    readonly witnessedAt: string | null
    readonly unwitnessedSince: string | null
    readonly quorum: number
    readonly of: number
    readonly recovering: string | null
  } | null
}

const REFRESH_MS = 10_000

/** Link state to partner nodes. A node in no network says so: an empty place would read as "all partners fine". */
export function Partners(): ReactNode {
  const t = useT()
  const { data } = useQuery({
    queryKey: ['network', 'health'],
    queryFn: async () => ((await (await fetch('/health')).json()) as { network: Network }).network,
    refetchInterval: REFRESH_MS,
  })
  const links = data?.links ?? []
  const up = links.filter((l) => l.state === 'up').length
  const [alarm] = data?.alarms ?? []
  const short =
    alarm !== undefined
      ? t('partners.alarm', { nation: alarm.nation })
      : links.length === 0
        ? t('partners.none-short')
        : t('partners.up', { up, all: links.length })
  return (
    <Popover width={320} position="bottom-start" withArrow>
      <Popover.Target>
        <button type="button" className={css['icon']} aria-label={short}>
          <Icon name="link" />
          {alarm === undefined ? (
            <span className={cx(css['linkWord'], up === links.length && 'muted', 'small')}>{short}</span>
          ) : (
            <StatusMark status="critical">{short}</StatusMark>
          )}
        </button>
      </Popover.Target>
      <Popover.Dropdown>
        {links.length === 0 ? <p>{t('partners.none-text')}</p> : <Links links={links} />}
        {data === undefined ? null : <Log network={data} />}
      </Popover.Dropdown>
    </Popover>
  )
}

function Links({ links }: { links: Network['links'] }): ReactNode {
  const t = useT()
  const name = useNames()
  return (
    <>
      <ul>
        {links.map(({ peer, state }) => (
          <li key={peer}>
            <StatusMark status={state === 'up' ? 'good' : state === 'down' ? 'critical' : 'warning'}>
              {peer}: {name(`network.desk.link.${state}`, state)}
            </StatusMark>
          </li>
        ))}
      </ul>
      <PathLink to="/regional/sharing">{t('partners.open')}</PathLink>
    </>
  )
}

/** How far others vouch for this node's audit log, and whose log is under alarm. */
function Log({ network }: { network: Network }): ReactNode {
  const t = useT()
  const { log, alarms } = network
  return (
    <ul>
      {[...new Set(alarms.map((a) => a.nation))].map((nation) => (
        <li key={nation}>
          <StatusMark status="critical">{t('partners.alarm', { nation })}</StatusMark>
        </li>
      ))}
      {log === null || log.of === 0 ? null : (
        <li>
          <StatusMark
            status={log.recovering !== null ? 'critical' : log.unwitnessedSince === null ? 'good' : 'warning'}
          >
            {log.recovering !== null
              ? t('partners.log-recovering', { why: log.recovering })
              : log.unwitnessedSince === null
                ? t('partners.log-good', { quorum: log.quorum, of: log.of })
                : t('partners.log-since', {
                    since: `${log.unwitnessedSince.slice(0, 16).replace('T', ' ')} UTC`,
                  })}
          </StatusMark>
        </li>
      )}
    </ul>
  )
}
