import { fileURLToPath } from 'node:url'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'

const node = process.env['BASINET_NODE'] ?? 'http://127.0.0.1:8420'

export default defineConfig({
  root: fileURLToPath(new URL('.', import.meta.url)),
  base: '/',
  plugins: [react()],
  build: {
    target: 'es2022',
    outDir: 'dist',
    emptyOutDir: true,
    // The page's CSP has no `data:` for fonts and styles, so nothing is inlined.
    assetsInlineLimit: 0,
    manifest: true,
    chunkSizeWarningLimit: 1200,
    // The list of what every later page needs is part of the first load and grows with each capability: styles alone are fetched ahead,
    // scripts one round trip later, by the page that imports them.
    modulePreload: {
      resolveDependencies: (_file, files, { hostType }) =>
        hostType === 'html' ? files : files.filter((file) => file.endsWith('.css')),
    },
  },
  worker: { format: 'es' },
  server: {
    host: '127.0.0.1',
    port: 8430,
    strictPort: true,
    // `/api/client.ts` and its neighbours are the console's own folder.
    proxy: Object.fromEntries(['/api/v1', '/tiles', '/health'].map((path) => [path, node])),
  },
})
