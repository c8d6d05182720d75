export { formatDtg, parseDtg, toWholeMinute, zoneHours, type ZoneLetter } from './dtg.ts'
export { CLOCK_BEHIND_ALARM_MS, HIGH_WATER_EVERY_MS, openTrustedClock } from './trusted-clock.ts'
export type {
  ClockState,
  HighWaterStore,
  RunningClock,
  TrustedClock,
  TrustedClockOptions,
} from './trusted-clock.ts'
