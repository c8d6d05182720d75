import { foundBy, type Sought } from '@basinet/network/contract'
import { seizure, type Seizure } from './contract.ts'

/** Partners find a seizure by the serial numbers of its firearms, where the agreement shares seizures by hit. */
export const seizureFoundBy = foundBy(seizure, (body: Seizure) =>
  body.items.flatMap(({ firearm }): Sought[] =>
    firearm === null || firearm.serial === null
      ? []
      : [{ kind: 'serial', make: firearm.make, serial: firearm.serial }],
  ),
)
