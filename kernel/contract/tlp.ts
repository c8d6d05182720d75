// Apart from the schemas: the console's frame prints it on every page and needs no more of a label.
import type { Label } from './label.ts'

/** TLP 2.0 word printed for people (FIRST, Traffic Light Protocol 2.0, August 2022). */
export function tlpOf(
  label: Label,
): 'TLP:CLEAR' | 'TLP:GREEN' | 'TLP:AMBER' | 'TLP:AMBER+STRICT' | 'TLP:RED' {
  if (label.class === 'public') return 'TLP:CLEAR'
  if (label.sealed || label.juvenile || label.class === 'secret') return 'TLP:RED'
  if (label.releaseTo.length === 0) return 'TLP:AMBER+STRICT'
  return label.class === 'official' ? 'TLP:GREEN' : 'TLP:AMBER'
}
