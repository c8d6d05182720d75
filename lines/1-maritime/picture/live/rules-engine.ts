import { readFileSync } from 'node:fs'
import { buildLandIndex, nmToM, type LandIndex } from '@basinet/geodesy'
import { createRuleEngine } from '../rules/engine.ts'
import type { CpaWatch } from '../rules/cpa-rule.ts'
import type { WatchListItem } from '../rules/watch-list-rule.ts'
import type { WatchedArea } from '../rules/watched-area.ts'
import type { RulesConfig } from './rules-config.ts'
import type { RulesPort } from './rules-port.ts'

/** The rules of the picture, set up from what people drew and listed. */
export function createRules(land: LandIndex | null): RulesPort {
  const engine = createRuleEngine({ land })
  return {
    position: (update) => engine.onPosition(update),
    statics: (update) => engine.onStatic(update),
    text: (update) => engine.onText(update),
    tick: (nowMs) => engine.tick(nowMs),
    reception: (lon, lat) => engine.reception(lon, lat),
    restore: (update) => engine.restore(update),
    restoreStatic: (update) => engine.restoreStatic(update),
    configure: (config) =>
      engine
        .configure({
          areas: config.areas.map(watchedArea),
          watchList: config.watchList.map(watchListItem),
          approaches: config.approaches.map(cpaWatch),
        })
        .map(({ id, error }) => `area ${id}: ${error.code} ${error.message}`),
  }
}

const time = (text: string | null): number | null => (text === null ? null : Date.parse(text))

function watchedArea({ id, body }: RulesConfig['areas'][number]): WatchedArea {
  return {
    id,
    name: body.name,
    shape: body.shape,
    onEntry: body.alerts.entry,
    onExit: body.alerts.exit,
    speedAboveKn: body.alerts.speedAboveKn,
    speedBelowKn: body.alerts.speedBelowKn,
    severity: body.severity,
    shipTypes: body.shipTypes,
    fromMs: time(body.activeFrom),
    untilMs: time(body.activeUntil),
  }
}

function watchListItem({ id, body }: RulesConfig['watchList'][number]): WatchListItem {
  return { id, ...body.identity, severity: body.severity, expiresAtMs: Date.parse(body.expiresAt) }
}

function cpaWatch({ id, body }: RulesConfig['approaches'][number]): CpaWatch {
  return {
    id,
    name: body.name,
    limitM: nmToM(body.limitNm),
    aheadSeconds: body.aheadMinutes * 60,
    guarded: body.guarded.length === 0 ? null : body.guarded,
    severity: body.severity,
  }
}

/**
 * Land from a GeoJSON coastline. Null, and a word why, when it cannot be used: then nothing is said of positions on land,
 * and everything else still works.
 */
export function readLand(path: string): { readonly land: LandIndex | null; readonly problem: string | null } {
  try {
    const built = buildLandIndex(
      JSON.parse(readFileSync(path, 'utf8')) as Parameters<typeof buildLandIndex>[0],
    )
    return built.ok
      ? { land: built.value, problem: null }
      : { land: null, problem: `coastline ${path}: ${built.error.message}` }
  } catch (error) {
    return {
      land: null,
      problem: `coastline ${path}: ${error instanceof Error ? error.message : String(error)}`,
    }
  }
}
