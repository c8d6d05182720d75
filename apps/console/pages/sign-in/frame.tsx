import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { i18nState, setLanguage } from '../../i18n/i18n.ts'
import { isLanguage, LANGUAGE_FACTS, LANGUAGES } from '../../i18n/languages.ts'
import { useT } from '../../i18n/use.ts'
import { Flag } from '../../shell/flag.tsx'
import { useStore } from '../../state/store.ts'
import css from './sign-in.module.css'

interface Health {
  readonly nation?: string
  readonly nationName?: string
  readonly name?: string
  readonly version?: string
  readonly mode?: string
}

const healthQuery = {
  queryKey: ['health'],
  queryFn: async (): Promise<Health> => (await (await fetch('/health')).json()) as Health,
  retry: false,
}

/** The page before sign-in: whose node this is, and nothing about what it holds. */
export function SignInFrame({ children }: { children: ReactNode }): ReactNode {
  const t = useT()
  const { language } = useStore(i18nState)
  const { data: health } = useQuery(healthQuery)
  return (
    <div className={css['page']}>
      <main className={css['column']}>
        <header className={css['head']}>
          {health?.nation !== undefined && (
            <Flag nation={health.nation} name={health.nationName ?? health.nation} />
          )}
          <div>
            <p className={css['brand']}>Basinet</p>
            <p className="muted">{health?.name ?? health?.nationName ?? t('sign-in.node')}</p>
          </div>
        </header>
        {children}
      </main>
      <footer className={css['foot']}>
        <label>
          <span className="visually-hidden">{t('person.language')}</span>
          <select
            value={language}
            onChange={(event) => {
              if (isLanguage(event.target.value)) void setLanguage(event.target.value)
            }}
          >
            {LANGUAGES.map((id) => (
              <option key={id} value={id} lang={LANGUAGE_FACTS[id].tag}>
                {LANGUAGE_FACTS[id].name}
                {LANGUAGE_FACTS[id].reviewed ? '' : ` (${t('person.unreviewed')})`}
              </option>
            ))}
          </select>
        </label>
        {health?.version !== undefined && (
          <span className="muted">{t('sign-in.version', { v: health.version })}</span>
        )}
      </footer>
    </div>
  )
}
