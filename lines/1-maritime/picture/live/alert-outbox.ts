import type { Alert } from '../rules/alert.ts'

/** Gathers alerts between two sendings, so that a storm of them is a few messages and not thousands. */
export interface AlertOutbox {
  add(alerts: readonly Alert[]): void
}

/** Alerts gathered at most between two sendings; distress is never among those left out. */
const GATHERED_MAX = 2000
const SEND_MS = 200

/** @param send alerts, distress first, and how many were left out since the last sending */
export function createAlertOutbox(send: (alerts: readonly Alert[], left: number) => void): AlertOutbox & {
  flush(): void
  stop(): void
} {
  let gathered: Alert[] = []
  let left = 0
  const flush = (): void => {
    if (gathered.length + left === 0) return
    const alerts = gathered
    const out = left
    gathered = []
    left = 0
    send(alerts, out)
  }
  const timer = setInterval(flush, SEND_MS)
  return {
    add(alerts) {
      let distress = false
      for (const alert of alerts) {
        if (alert.distress) {
          gathered.unshift(alert)
          distress = true
        } else if (gathered.length < GATHERED_MAX) gathered.push(alert)
        else left++
      }
      if (distress) flush()
    },
    flush,
    stop: () => clearInterval(timer),
  }
}
