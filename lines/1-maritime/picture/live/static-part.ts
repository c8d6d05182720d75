import type { AisMessage, Dimensions } from '@basinet/ais'
import type { StaticPart } from './statics.ts'

/** Text of a message, null for "not available". */
const text = (value: string): string | null => (value === '' ? null : value)
const METRES_MAX = 32_767

function dimensions(d: Dimensions): StaticPart {
  if (d.toBowM + d.toSternM + d.toPortM + d.toStarboardM === 0) return {}
  const metres = (value: number): number => Math.min(METRES_MAX, value)
  return {
    toBowM: metres(d.toBowM),
    toSternM: metres(d.toSternM),
    toPortM: metres(d.toPortM),
    toStarboardM: metres(d.toStarboardM),
  }
}

/** Present only when received: "not available" in one message does not erase what another said. */
function known(part: StaticPart): StaticPart {
  return Object.fromEntries(Object.entries(part).filter(([, value]) => value !== null))
}

const two = (value: number | null): string => String(value ?? 0).padStart(2, '0')

/** What the message says of the vessel itself; null when it says nothing of that kind. */
export function staticPart(m: AisMessage): StaticPart | null {
  switch (m.type) {
    case 5: {
      const eta =
        m.etaMonth === null || m.etaDay === null
          ? null
          : `${two(m.etaMonth)}-${two(m.etaDay)}T${two(m.etaHour)}:${two(m.etaMinute)}`
      return known({
        name: text(m.shipName),
        callSign: text(m.callSign),
        imo: m.imo,
        shipType: m.shipType === 0 ? null : m.shipType,
        ...dimensions(m),
        draughtDm: m.draughtM === null ? null : Math.round(m.draughtM * 10),
        destination: text(m.destination),
        eta,
      })
    }
    case 19:
      return known({
        name: text(m.shipName),
        shipType: m.shipType === 0 ? null : m.shipType,
        ...dimensions(m),
      })
    case 21:
      return known({ name: text(m.name), ...dimensions(m) })
    case 24:
      if (m.part === 'A') return known({ name: text(m.shipName) })
      return known({
        callSign: text(m.callSign),
        shipType: m.shipType === 0 ? null : m.shipType,
        ...(m.mothershipMmsi === null ? dimensions(m) : {}),
        mothershipMmsi: m.mothershipMmsi,
      })
    default:
      return null
  }
}
