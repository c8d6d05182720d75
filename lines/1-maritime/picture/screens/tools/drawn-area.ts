import { createStore } from '@basinet/console/state/store.ts'
import type { Shape } from '../../contract.ts'

/** What was just drawn and has no name yet. */
export const drawn = createStore<Shape | null>(null)
export const drawMode = createStore<'polygon' | 'circle'>('polygon')
