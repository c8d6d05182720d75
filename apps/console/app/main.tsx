import '../theme/mantine.css'
import '../theme/fonts.css'
import '../theme/tokens.css'
import '../theme/mantine-bridge.css'
import '../theme/base.css'
import '../theme/print.css'
import { MantineProvider } from '@mantine/core'
import { QueryClientProvider } from '@tanstack/react-query'
import { RouterProvider } from '@tanstack/react-router'
import { StrictMode, type ReactNode } from 'react'
import { createRoot } from 'react-dom/client'
import { startI18n } from '../i18n/i18n.ts'
import { useStore } from '../state/store.ts'
import { followAppearance, shownTheme } from '../theme/appearance.ts'
import { mantineTheme } from '../theme/mantine-theme.ts'
import { queries } from './queries.ts'
import { router } from './router.tsx'

/** One-use links printed for a terminal carry the token behind `#`, which no server log ever sees. */
function followHashLink(): void {
  const { hash } = location
  if (hash.startsWith('#/')) history.replaceState(null, '', hash.slice(1))
}

function App(): ReactNode {
  const theme = useStore(shownTheme)
  return (
    <MantineProvider
      theme={mantineTheme}
      forceColorScheme={theme === 'light' ? 'light' : 'dark'}
      deduplicateCssVariables={false}
    >
      <QueryClientProvider client={queries}>
        <RouterProvider router={router} />
      </QueryClientProvider>
    </MantineProvider>
  )
}

followHashLink()
followAppearance()
await startI18n()
const root = document.getElementById('root')
if (root === null) throw new Error('BUG: index.html has no #root')
createRoot(root).render(
  <StrictMode>
    <App />
  </StrictMode>,
)
