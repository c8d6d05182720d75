import { Menu } from '@mantine/core'
import type { ReactNode } from 'react'
import { i18nState } from '../i18n/i18n.ts'
import { LANGUAGE_FACTS, LANGUAGES, type Language } from '../i18n/languages.ts'
import { useT } from '../i18n/use.ts'
import { useStore } from '../state/store.ts'
import { appearance, setAppearance, THEMES, type Density, type ThemeChoice } from '../theme/appearance.ts'
import css from './person-menu.module.css'

export function LanguageChoices({ choose }: { choose: (language: Language) => void }): ReactNode {
  const t = useT()
  const { language } = useStore(i18nState)
  return LANGUAGES.map((id) => (
    <Choice
      key={id}
      chosen={id === language}
      choose={() => choose(id)}
      word={LANGUAGE_FACTS[id].name}
      lang={LANGUAGE_FACTS[id].tag}
      {...(LANGUAGE_FACTS[id].reviewed ? {} : { note: t('person.unreviewed') })}
    />
  ))
}

export function AppearanceChoices(): ReactNode {
  const t = useT()
  const look = useStore(appearance)
  return (
    <>
      <Menu.Label>{t('person.theme')}</Menu.Label>
      {(['system', ...THEMES] as ThemeChoice[]).map((theme) => (
        <Choice
          key={theme}
          chosen={look.theme === theme}
          choose={() => setAppearance({ theme })}
          word={t(`theme.${theme}`)}
        />
      ))}
      <Menu.Divider />
      <Menu.Label>{t('person.density')}</Menu.Label>
      {(['comfortable', 'compact'] as Density[]).map((density) => (
        <Choice
          key={density}
          chosen={look.density === density}
          choose={() => setAppearance({ density })}
          word={t(`density.${density}`)}
        />
      ))}
      <Choice
        chosen={look.sound}
        choose={() => setAppearance({ sound: !look.sound })}
        word={t('person.sound')}
        many
      />
    </>
  )
}

/** One of several (a dot) or a switch of its own (a square). */
export function Choice({
  chosen,
  choose,
  word,
  note,
  lang,
  many = false,
}: {
  chosen: boolean
  choose: () => void
  word: string
  note?: string
  lang?: string
  many?: boolean
}): ReactNode {
  return (
    <Menu.Item
      role={many ? 'menuitemcheckbox' : 'menuitemradio'}
      aria-checked={chosen}
      onClick={choose}
      leftSection={
        <span className={css['dot']} data-chosen={chosen || undefined} data-many={many || undefined} />
      }
      rightSection={note === undefined ? undefined : <span className="muted small">{note}</span>}
      {...(lang === undefined ? {} : { lang })}
    >
      {word}
    </Menu.Item>
  )
}
