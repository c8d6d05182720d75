import { useQueryClient } from '@tanstack/react-query'
import { useRouter } from '@tanstack/react-router'
import { useCallback, useEffect, useState, type ReactNode } from 'react'
import { ApiFailure, apiSend } from '../../api/client.ts'
import { keys } from '../../api/keys.ts'
import { useSession } from '../../api/session.ts'
import type { Me } from '../../api/types.ts'
import { useT } from '../../i18n/use.ts'
import { LoadingState } from '../../parts/state/states.tsx'
import { useFailureText } from '../../parts/state/failure-text.ts'
import { SignInFrame } from './frame.tsx'
import { OtherWays } from './other-ways.tsx'
import { PasswordForm } from './password-form.tsx'
import css from './sign-in.module.css'

/** Only a path of our own is followed after sign-in; anything else goes home. */
function safeNext(next: unknown): string {
  return typeof next === 'string' && /^\/(?![/\\])/.test(next) ? next : '/'
}

/** A one-use link is spent once, also when React draws the page twice. */
const spent = new Map<string, Promise<Me>>()
const spendLink = (token: string): Promise<Me> => {
  const known = spent.get(token)
  if (known !== undefined) return known
  const asked = apiSend<Me>('POST', '/session/link', { token })
  spent.set(token, asked)
  return asked
}

export function SignInPage(): ReactNode {
  const t = useT()
  const router = useRouter()
  const queries = useQueryClient()
  const failureText = useFailureText()
  const { data: session } = useSession()
  const search = new URLSearchParams(location.search)
  const [link] = useState(() => search.get('link'))
  const next = safeNext(search.get('next'))
  const [problem, setProblem] = useState<string | null>(null)
  const [busy, setBusy] = useState(link !== null)

  const enter = useCallback(
    async (me: Me): Promise<void> => {
      queries.clear()
      queries.setQueryData(keys.session, me)
      // What is for everybody is no page of the console: the node itself serves it.
      if (next.startsWith('/public/')) window.location.replace(next)
      else await router.navigate({ to: next as '/', replace: true })
    },
    [queries, router, next],
  )

  useEffect(() => {
    if (link === null) return undefined
    let here = true
    spendLink(link)
      .then((me) => (here ? enter(me) : undefined))
      .catch((error: unknown) => {
        if (!here) return
        // The node refuses every way in with one answer; who opened a link typed neither name nor password.
        const spentLink = error instanceof ApiFailure && error.code === 'identity.refused'
        setProblem(spentLink ? t('error.identity.link-spent') : failureText(error))
        setBusy(false)
      })
    return () => {
      here = false
    }
    // A new function each drawing; only the token decides.
    // oxlint-disable-next-line react-hooks/exhaustive-deps
  }, [link])

  useEffect(() => {
    if (session === null || session === undefined || link !== null) return
    if (next.startsWith('/public/')) window.location.replace(next)
    else void router.navigate({ to: next as '/' })
  }, [session, link, next, router])

  return (
    <SignInFrame>
      <h1>{t('sign-in.title')}</h1>
      {busy ? (
        <LoadingState rows={3} />
      ) : (
        <>
          {problem !== null && (
            <p className={css['problem']} role="alert">
              {problem}
            </p>
          )}
          <PasswordForm enter={enter} report={setProblem} />
          <OtherWays enter={enter} report={setProblem} />
          <p className={css['help']}>{t('sign-in.help')}</p>
        </>
      )}
    </SignInFrame>
  )
}
