import { apiGet } from '@basinet/console/api/client.ts'
import type { SearchProvider } from '@basinet/console/parts/search-provider.ts'
import type { Vessel } from '../contract.ts'
import { contactKind, contactName } from '../contract/contact-key.ts'

/** Vessels by name, MMSI, IMO number and call sign, for the shell's search. */
export const provider: SearchProvider = {
  kind: 'picture.search.vessels',
  capability: '1-maritime/picture',
  find: async (text, signal) => {
    const { items } = await apiGet<{ items: Vessel[] }>('/picture/find', { q: text }, signal)
    return items
      .filter((vessel) => vessel.mmsi > 0)
      .map((vessel) => ({
        key: vessel.id,
        title: vessel.name ?? contactName(vessel.mmsi),
        detail: contactKind(vessel.mmsi) === 'ais' ? `MMSI ${vessel.mmsi}` : contactName(vessel.mmsi),
        path: `/1-maritime/picture?vessel=${vessel.mmsi}&at=${vessel.lon},${vessel.lat}`,
      }))
  },
}
