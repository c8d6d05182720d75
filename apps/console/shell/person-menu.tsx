import { Menu } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useRouter } from '@tanstack/react-router'
import { useState, type ReactNode } from 'react'
import { apiSend } from '../api/client.ts'
import { keys } from '../api/keys.ts'
import type { Me } from '../api/types.ts'
import { setLanguage } from '../i18n/i18n.ts'
import type { Language } from '../i18n/languages.ts'
import { useNames, useT } from '../i18n/use.ts'
import { dropAllDrafts } from '../parts/form/draft.ts'
import { Icon } from '../parts/icons.tsx'
import { AppearanceChoices, Choice, LanguageChoices } from './person-choices.tsx'
import css from './person-menu.module.css'
import { keyboardMapOpen } from './search-state.ts'
import bar from './top-bar.module.css'

interface SessionActs {
  readonly failed: boolean
  readonly choosePurpose: (purpose: string) => Promise<void>
  readonly chooseLanguage: (language: Language) => Promise<void>
  readonly signOut: () => Promise<void>
}

function useSessionActs(): SessionActs {
  const queries = useQueryClient()
  const [failed, setFailed] = useState(false)
  return {
    failed,
    choosePurpose: async (purpose) => {
      try {
        await apiSend('POST', '/session/purpose', { purpose })
        setFailed(false)
        await queries.invalidateQueries()
      } catch {
        setFailed(true)
      }
    },
    chooseLanguage: async (next) => {
      await setLanguage(next)
      // The choice holds on this screen even when the node cannot be told now.
      await apiSend('POST', '/session/language', { language: next }).catch(() => setFailed(true))
      await queries.invalidateQueries({ queryKey: keys.session })
    },
    signOut: async () => {
      await apiSend('DELETE', '/session').catch(() => setFailed(true))
      dropAllDrafts()
      queries.clear()
      queries.setQueryData(keys.session, null)
      location.assign('/sign-in')
    },
  }
}

/** Who acts, for which unit and for which purpose, and what they may change about it. */
export function PersonMenu({ me }: { me: Me }): ReactNode {
  const t = useT()
  const name = useNames()
  const router = useRouter()
  const { failed, choosePurpose, chooseLanguage, signOut } = useSessionActs()
  const purposeName = (id: string): string => name(`purpose.${id}`, id)
  const full = [me.person.rank, me.person.name].filter(Boolean).join(' ')
  return (
    <Menu width={300} position="bottom-end" closeOnItemClick={false}>
      <Menu.Target>
        <button type="button" className={bar['icon']} title={t('person.menu', { name: me.person.name })}>
          <Icon name="person" />
          <span className={bar['person']}>
            <strong>{me.person.name}</strong>
            <span>{me.purpose === null ? t('purpose.none') : purposeName(me.purpose)}</span>
          </span>
        </button>
      </Menu.Target>
      <Menu.Dropdown className={css['menu'] ?? ''}>
        <div className={css['who']}>
          <strong>{full}</strong>
          <span>
            {me.unit.name}, {me.agency.name}
          </span>
          <span>{me.roles.map((role) => name(`role.${role}`, role)).join(', ')}</span>
          <span>
            {t('person.clearance', { level: name(`label.class.${me.clearanceName}`, me.clearanceName) })}
          </span>
        </div>
        {failed && <p className={css['failed']}>{t('person.not-saved')}</p>}
        <Menu.Divider />
        <Menu.Label>{t('purpose.label')}</Menu.Label>
        {me.purposes.map((purpose) => (
          <Choice
            key={purpose}
            chosen={purpose === me.purpose}
            choose={() => void choosePurpose(purpose)}
            word={purposeName(purpose)}
          />
        ))}
        <Menu.Divider />
        <Menu.Label>{t('person.language')}</Menu.Label>
        <LanguageChoices choose={(next) => void chooseLanguage(next)} />
        <Menu.Divider />
        <AppearanceChoices />
        <Menu.Divider />
        <Menu.Item
          closeMenuOnClick
          leftSection={<Icon name="keyboard" size={16} />}
          onClick={() => keyboardMapOpen.set(true)}
        >
          {t('keyboard.title')}
        </Menu.Item>
        <Menu.Item
          closeMenuOnClick
          leftSection={<Icon name="key" size={16} />}
          onClick={() => void router.navigate({ to: '/account' })}
        >
          {t('account.title')}
        </Menu.Item>
        <Menu.Item leftSection={<Icon name="logout" size={16} />} onClick={() => void signOut()}>
          {t('person.sign-out')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}
