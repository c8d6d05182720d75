import {
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
  Outlet,
  redirect,
} from '@tanstack/react-router'
import { createElement, type ReactNode } from 'react'
import { catalogueQuery } from '../api/session.ts'
import { listPath, recordPath } from '../parts/record-path.ts'
import { Gate } from './gate.tsx'
import { NotFound } from './not-found.tsx'
import { PageCrash } from './page-crash.tsx'
import { queries } from './queries.ts'
import { flatSearch, parseSearch, stringifySearch } from './search-params.ts'

/** An address no page has, outside the shell: a page of its own with its landmark. */
function Nowhere(): ReactNode {
  return createElement('main', null, createElement(NotFound))
}

const root = createRootRoute({ component: Outlet, notFoundComponent: Nowhere })

const signIn = createRoute({
  getParentRoute: () => root,
  path: '/sign-in',
  validateSearch: flatSearch,
  component: lazyRouteComponent(() => import('../pages/sign-in/sign-in-page.tsx'), 'SignInPage'),
})

const behind = createRoute({ getParentRoute: () => root, id: 'behind', component: Gate })

const home = createRoute({
  getParentRoute: () => behind,
  path: '/',
  component: lazyRouteComponent(() => import('../pages/home/home-page.tsx'), 'HomePage'),
})

const account = createRoute({
  getParentRoute: () => behind,
  path: '/account',
  component: lazyRouteComponent(() => import('../pages/account/account-page.tsx'), 'AccountPage'),
})

const nodePages = [
  createRoute({
    getParentRoute: () => behind,
    path: '/node/feeds',
    component: lazyRouteComponent(() => import('../pages/feeds/feeds-page.tsx'), 'FeedsPage'),
  }),
  createRoute({
    getParentRoute: () => behind,
    path: '/node/audit',
    validateSearch: flatSearch,
    component: lazyRouteComponent(() => import('../pages/audit/audit-page.tsx'), 'AuditPage'),
  }),
  createRoute({
    getParentRoute: () => behind,
    path: '/node/jobs',
    component: lazyRouteComponent(() => import('../pages/jobs/jobs-page.tsx'), 'JobsPage'),
  }),
  createRoute({
    getParentRoute: () => behind,
    path: '/node/people',
    validateSearch: flatSearch,
    component: lazyRouteComponent(() => import('../pages/people/people-page.tsx'), 'PeoplePage'),
  }),
]

const line = createRoute({
  getParentRoute: () => behind,
  path: '/$line',
  component: lazyRouteComponent(() => import('../pages/line/line-page.tsx'), 'LinePage'),
})

const capability = createRoute({
  getParentRoute: () => behind,
  path: '/$line/$capability',
  validateSearch: flatSearch,
  component: lazyRouteComponent(() => import('../pages/line/capability-page.tsx'), 'CapabilityPage'),
})

const list = createRoute({
  getParentRoute: () => behind,
  path: '/$line/$capability/$type',
  validateSearch: flatSearch,
  component: lazyRouteComponent(() => import('../pages/records/list-page.tsx'), 'ListPage'),
})

const create = createRoute({
  getParentRoute: () => behind,
  path: '/$line/$capability/$type/new/$verb',
  validateSearch: flatSearch,
  component: lazyRouteComponent(() => import('../pages/records/create-page.tsx'), 'CreatePage'),
})

const detail = createRoute({
  getParentRoute: () => behind,
  path: '/$line/$capability/$type/$id',
  validateSearch: flatSearch,
  component: lazyRouteComponent(() => import('../pages/records/detail-page.tsx'), 'DetailPage'),
})

const act = createRoute({
  getParentRoute: () => behind,
  path: '/$line/$capability/$type/$id/do/$verb',
  validateSearch: flatSearch,
  component: lazyRouteComponent(() => import('../pages/records/act-page.tsx'), 'ActPage'),
})

/** Links that know only type and id (the node's, another record's) find the record's place in the console. */
const anyRecord = createRoute({
  getParentRoute: () => behind,
  path: '/records/$type/$id',
  loader: async ({ params }) => {
    const catalogue = await queries.query({ ...catalogueQuery, staleTime: 'static' })
    const path = recordPath(catalogue, params.type, params.id)
    if (!path.startsWith('/records/')) throw redirect({ to: path as '/', replace: true })
  },
  component: NotFound,
})

/** The same for a link that knows only the type. */
const anyList = createRoute({
  getParentRoute: () => behind,
  path: '/records/$type',
  loader: async ({ params }) => {
    const catalogue = await queries.query({ ...catalogueQuery, staleTime: 'static' })
    const path = listPath(catalogue, params.type)
    if (path !== '/') throw redirect({ to: path as '/', replace: true })
  },
  component: NotFound,
})

export const router = createRouter({
  routeTree: root.addChildren([
    signIn,
    behind.addChildren([
      home,
      account,
      ...nodePages,
      anyRecord,
      anyList,
      line,
      capability,
      list,
      create,
      detail,
      act,
    ]),
  ]),
  parseSearch,
  stringifySearch,
  defaultPreload: false,
  defaultErrorComponent: PageCrash,
  defaultNotFoundComponent: NotFound,
  scrollRestoration: false,
})

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router
  }
}
