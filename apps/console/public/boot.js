// Runs before the first paint, so that a dim room is never lit by a white page. Kept outside the bundle because
// the page's CSP allows no inline script. Same key and values as theme/theme-store.ts.
;(function () {
  const root = document.documentElement
  let saved = null
  try {
    saved = localStorage.getItem('basinet.appearance')
  } catch (error) {
    console.warn('appearance is not remembered: storage is blocked', error)
  }
  let theme = 'system'
  if (saved) {
    try {
      theme = JSON.parse(saved).theme
    } catch (error) {
      console.warn('saved appearance is unreadable', error)
    }
  }
  if (theme !== 'light' && theme !== 'dark' && theme !== 'red-night')
    theme = matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light'
  root.setAttribute('data-theme', theme)
  root.setAttribute('data-mantine-color-scheme', theme === 'light' ? 'light' : 'dark')
})()
