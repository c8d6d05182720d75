import { createStore } from '../state/store.ts'

export const searchOpen = createStore(false)
export const keyboardMapOpen = createStore(false)
