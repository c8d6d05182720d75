import { OFFICE_SEATS } from './office-seats.ts'
import { OPERATIONS_SEATS } from './operations-seats.ts'
import type { DemoSeat } from './seat.ts'

/** People of the demonstration, named after trees and birds so that nobody is meant. */
export const DEMO_SEATS: readonly DemoSeat[] = [...OPERATIONS_SEATS, ...OFFICE_SEATS]
