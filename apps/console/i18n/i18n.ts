import { createInstance } from 'i18next'
import type enMessages from '../messages/en.json'
import { readLocal, writeLocal } from '../state/local.ts'
import { createStore } from '../state/store.ts'
import { isLanguage, LANGUAGE_FACTS, languageOfBrowser, type Language } from './languages.ts'
import { pluralOf } from './plural.ts'

type Dictionary = Record<string, string>
export type Params = Readonly<Record<string, string | number>>

type Plain<K> = K extends '_meta'
  ? never
  : K extends `${infer Base}_one`
    ? Base
    : K extends `${string}_other`
      ? never
      : K
/** Keys of a message file; a counted message `x_one`/`x_other` is asked for as `x` with `count`. */
export type KeyOf<M> = Extract<Plain<keyof M>, string>
export type MessageKey = KeyOf<typeof enMessages>

const KEY = 'basinet.language'
const consoleFiles = import.meta.glob<Dictionary>('../messages/*.json', { import: 'default' })
const capabilityFiles = import.meta.glob<Dictionary>(
  [
    '../../../lines/*/*/messages/*.json',
    '../../../programme/*/messages/*.json',
    '../../../network/messages/*.json',
    '../../../network/agreements/messages/*.json',
  ],
  { import: 'default' },
)
/** Names of the node's own records and commands: not needed before sign-in. */
const nodeFiles = import.meta.glob<Dictionary>('../messages/node/*.json', { import: 'default' })

const instance = createInstance()
/** Bumped when a language or a capability's messages arrive, so that what is on screen is written anew. */
export const i18nState = createStore<{ language: Language; version: number }>({ language: 'en', version: 0 })

const wanted = new Set<string>()
const loaded = new Set<string>()

async function loadFile(
  files: Record<string, () => Promise<Dictionary>>,
  path: string,
  language: Language,
): Promise<void> {
  const load = files[path]
  if (load === undefined || loaded.has(path)) return
  instance.addResourceBundle(language, 'translation', await load(), true, true)
  loaded.add(path)
}

/** What is regional is the network's own; the programme is a room beside the lines. */
function pathOf(capability: string, language: Language): string {
  if (capability === 'regional/agreements') return `../../../network/agreements/messages/${language}.json`
  if (capability.startsWith('regional/')) return `../../../network/messages/${language}.json`
  const room = capability.startsWith('programme/') ? capability : `lines/${capability}`
  return `../../../${room}/messages/${language}.json`
}

async function loadAll(language: Language): Promise<void> {
  await loadFile(consoleFiles, `../messages/${language}.json`, language)
  if (wanted.size === 0) return
  const capabilities = [...wanted].map((capability) => pathOf(capability, language))
  await Promise.all([
    loadFile(nodeFiles, `../messages/node/${language}.json`, language),
    ...capabilities.map((path) => loadFile(capabilityFiles, path, language)),
  ])
}

/** @param language a signed-in person's own choice wins over the browser's and the last one used here */
export async function startI18n(language?: Language): Promise<void> {
  const first =
    language ?? readLocal(KEY, (v) => (isLanguage(v) ? v : null)) ?? languageOfBrowser(navigator.languages)
  await instance.init({
    lng: first,
    fallbackLng: false,
    resources: {},
    keySeparator: false,
    nsSeparator: false,
    interpolation: { escapeValue: false },
    returnNull: false,
  })
  await setLanguage(first)
}

export async function setLanguage(language: Language): Promise<void> {
  await loadAll(language)
  await instance.changeLanguage(language)
  document.documentElement.lang = LANGUAGE_FACTS[language].tag
  writeLocal(KEY, language)
  i18nState.set((before) => ({ language, version: before.version + 1 }))
}

/** @param capabilities `<line>/<capability>`; a capability without messages costs nothing */
export async function loadCapabilityMessages(capabilities: readonly string[]): Promise<void> {
  for (const capability of capabilities) wanted.add(capability)
  const { language } = i18nState.get()
  const before = loaded.size
  await loadAll(language)
  if (loaded.size > before) i18nState.set((s) => ({ ...s, version: s.version + 1 }))
}

/** A counted message has no form of its own name, only its two. */
export function hasMessage(key: string): boolean {
  return instance.exists(key) || instance.exists(`${key}_other`)
}

/** A counted message takes its form from our own table: Intl has no rules for Kwéyòl. */
export function translate(key: string, params?: Params): string {
  const count = params?.['count']
  const form = typeof count === 'number' ? `${key}_${pluralOf(i18nState.get().language, count)}` : key
  const { count: n, ...rest } = { ...params }
  return instance.t(instance.exists(form) ? form : key, n === undefined ? rest : { ...rest, n })
}
