import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['{engines,kernel,network,lines,programme,apps,tests,bootstrap,data}/**/*.test.ts'],
    exclude: ['**/node_modules/**', '**/dist/**'],
    // Real processes, browsers and databases on a shared machine: one stumble is tried again in CI, a fault fails all three.
    retry: process.env['CI'] === undefined ? 0 : 2,
    globalSetup: ['tests/global-setup.ts'],
    testTimeout: 30_000,
    hookTimeout: 120_000,
    pool: 'forks',
    maxWorkers: 2,
  },
})
