import type { RulesConfig } from './rules-config.ts'
import type { RulesPort } from './rules-port.ts'
import { NO_ALERTS } from '../rules/alert.ts'

/** The rules of the picture, set up from what people drew and listed. */
export function createRules(
  _nation: string,
  _config: RulesConfig,
): RulesPort & { configure(config: RulesConfig): void } {
  return {
    position: () => NO_ALERTS,
    statics: () => NO_ALERTS,
    text: () => NO_ALERTS,
    tick: () => NO_ALERTS,
    configure: () => undefined,
  }
}
