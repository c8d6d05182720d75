import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['{engines,kernel,network,lines,programme,apps,tests,bootstrap,data}/**/*.test.ts'],
    exclude: ['**/node_modules/**', '**/dist/**'],
    globalSetup: ['tests/global-setup.ts'],
    testTimeout: 30_000,
    hookTimeout: 120_000,
    pool: 'forks',
    maxWorkers: 2,
  },
})
