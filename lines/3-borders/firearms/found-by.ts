import { foundBy } from '@basinet/network/contract'
import { serialTokens } from '@basinet/names'
import { firearm } from './contract/firearm.ts'

/**
 * Partners find a firearm by its serial number and make, where the agreement shares firearms by hit. Read in part, or too short
 * without a make, it makes no token; annulled, it is found by nobody.
 */
export const firearmFoundBy = foundBy(firearm, ({ make, serial, serialState, state }) => {
  if (serial === null || serialState === 'partial' || state === 'annulled') return []
  return serialTokens({ make, serial }).ok ? [{ kind: 'serial', make, serial }] : []
})
