import { position } from '@basinet/console/i18n/nautical.ts'
import { useT } from '@basinet/console/i18n/use.ts'
import { Icon } from '@basinet/console/parts/icons.tsx'
import { EmptyState } from '@basinet/console/parts/state/states.tsx'
import { Age } from '@basinet/console/parts/time.tsx'
import { useStore } from '@basinet/console/state/store.ts'
import type { ReactNode } from 'react'
import type { Vessel } from '../../contract.ts'
import { useLiveVessel } from '../live/use-vessel.ts'
import { useVesselDetail } from '../live/queries.ts'
import { select, selected } from '../state/picture-state.ts'
import { useWords } from '../words.ts'
import { ContactFacts } from '../contact/contact-facts.tsx'
import { PartnerFacts } from '../partners/partner-facts.tsx'
import { contactId, contactKeyOf, contactKind, contactName } from '../../contract/contact-key.ts'
import { Checks } from './checks.tsx'
import { CpaSection } from './cpa-section.tsx'
import { Dimensions } from './dimensions.tsx'
import { FusedSection } from './fused-section.tsx'
import { IdentityHistory } from './identity-history.tsx'
import { Facts, useVesselFacts } from './vessel-facts.tsx'
import css from './panel.module.css'
import { TrackSection } from './track-section.tsx'
import { VesselActions } from './vessel-actions.tsx'
import { VoyageSection } from './voyage-section.tsx'

const HAND = 'hand:'
const SHARE = 'share:'

/** Everything about the vessel in hand, beside the map it is on. */
export function VesselPanel(): ReactNode {
  const t = useWords()
  const id = useStore(selected)
  const live = useLiveVessel(id)
  if (id === null)
    return <EmptyState title={t('picture.vessel.none')} text={t('picture.vessel.none-text')} size="small" />
  if (id.startsWith(HAND)) return <ContactFacts id={id.slice(HAND.length)} live={live} />
  if (id.startsWith(SHARE)) return <PartnerFacts id={id.slice(SHARE.length)} />
  const key = contactKeyOf(id)
  if (key === null)
    return <EmptyState title={t('picture.vessel.none')} text={t('picture.vessel.none-text')} size="small" />
  return <ContactPanel key={id} mmsi={key} live={live} />
}

function ContactPanel({ mmsi, live }: { mmsi: number; live: Vessel | null }): ReactNode {
  const t = useWords()
  const { data: detail, error } = useVesselDetail(mmsi)
  const vessel = live ?? detail?.vessel ?? null
  const known = detail?.static ?? null
  const unnamed = contactKind(mmsi) === 'ais' ? t('picture.vessel.unnamed') : contactName(mmsi)
  const name = vessel?.name ?? known?.name ?? unnamed
  const facts = useVesselFacts(vessel, known)
  return (
    <article>
      <PanelHead name={name} mmsi={mmsi} />
      {vessel === null && error !== null && (
        <EmptyState
          title={t('picture.vessel.unknown')}
          text={t('picture.vessel.unknown-text')}
          size="small"
        />
      )}
      {vessel !== null && (
        <>
          <VesselActions vessel={vessel} />
          {detail !== undefined && <Checks checks={detail.checks} />}
          {detail?.fused !== undefined && <FusedSection fused={detail.fused} />}
          <CpaSection vessel={vessel} />
          <section className={css['section']} aria-label={t('picture.vessel.motion')}>
            <h3>{t('picture.vessel.motion')}</h3>
            <Facts
              rows={[
                [
                  t('picture.fact.position'),
                  <span key="p" className="mono">
                    {position(vessel.lat, vessel.lon)}
                  </span>,
                ],
                ...facts.motion,
                [t('picture.fact.heard'), <Heard key="h" vessel={vessel} />],
              ]}
            />
          </section>
          <section className={css['section']} aria-label={t('picture.vessel.identity')}>
            <h3>{t('picture.vessel.identity')}</h3>
            <Facts rows={facts.identity} />
          </section>
        </>
      )}
      {known !== null && <VoyageSection known={known} />}
      {known?.dimensions !== undefined && <Dimensions dimensions={known.dimensions} />}
      <TrackSection mmsi={mmsi} />
      {detail !== undefined && <IdentityHistory claims={detail.identityHistory} />}
    </article>
  )
}

function PanelHead({ name, mmsi }: { name: string; mmsi: number }): ReactNode {
  const t = useT()
  return (
    <header className={css['head']}>
      <div>
        <h2>{name}</h2>
        <p className="mono muted small">{contactId(mmsi)}</p>
      </div>
      <button
        type="button"
        className={css['close']}
        onClick={() => select(null)}
        aria-label={t('action.close')}
      >
        <Icon name="close" size={16} />
      </button>
    </header>
  )
}

function Heard({ vessel }: { vessel: Vessel }): ReactNode {
  return (
    <>
      <Age at={vessel.at} every={1000} />
      {vessel.station !== '' && <span className="muted"> · {vessel.station}</span>}
    </>
  )
}
