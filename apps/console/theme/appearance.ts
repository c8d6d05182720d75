import { readLocal, writeLocal } from '../state/local.ts'
import { createStore } from '../state/store.ts'

export const THEMES = ['light', 'dark', 'red-night'] as const
export type Theme = (typeof THEMES)[number]
export type ThemeChoice = Theme | 'system'
export type Density = 'comfortable' | 'compact'

export interface Appearance {
  readonly theme: ThemeChoice
  readonly density: Density
  readonly railOpen: boolean
  /** Alarms may sound; the visible cause stays either way. */
  readonly sound: boolean
}

/** Same key as public/boot.js, which reads it before the first paint. */
const KEY = 'basinet.appearance'
const STANDARD: Appearance = {
  theme: 'system',
  density: 'comfortable',
  railOpen: matchMedia('(min-width: 901px)').matches,
  sound: true,
}

function parse(value: unknown): Appearance | null {
  if (typeof value !== 'object' || value === null) return null
  const saved = value as Partial<Record<keyof Appearance, unknown>>
  const theme = [...THEMES, 'system'].find((t) => t === saved.theme) as ThemeChoice | undefined
  return {
    theme: theme ?? STANDARD.theme,
    density: saved.density === 'compact' ? 'compact' : 'comfortable',
    railOpen: typeof saved.railOpen === 'boolean' ? saved.railOpen : STANDARD.railOpen,
    sound: saved.sound !== false,
  }
}

export const appearance = createStore<Appearance>(readLocal(KEY, parse) ?? STANDARD)

const prefersDark = matchMedia('(prefers-color-scheme: dark)')
export const shownTheme = createStore<Theme>(resolve(appearance.get().theme))

function resolve(choice: ThemeChoice): Theme {
  if (choice !== 'system') return choice
  return prefersDark.matches ? 'dark' : 'light'
}

function apply(): void {
  const { theme, density } = appearance.get()
  const shown = resolve(theme)
  const root = document.documentElement
  root.dataset['theme'] = shown
  root.dataset['density'] = density
  shownTheme.set(shown)
}

/** Keeps the document in step with the choice and the system's setting; call once at start. */
export function followAppearance(): void {
  apply()
  appearance.subscribe(() => {
    writeLocal(KEY, appearance.get())
    apply()
  })
  prefersDark.addEventListener('change', apply)
}

export function setAppearance(change: Partial<Appearance>): void {
  appearance.set((before) => ({ ...before, ...change }))
}
