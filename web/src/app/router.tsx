import {
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
  Outlet,
  redirect,
} from '@tanstack/react-router'
import { meQuery } from '../data/me.ts'
import { parseJobSearch, parseJobsSearch } from '../pages/jobs/jobSearch.ts'
import { LeadsPage } from '../pages/leads/LeadsPage.tsx'
import type { RawSearch } from '../pages/leads/search.ts'
import { NotFound } from './NotFound.tsx'
import { isSignedOut, queryClient } from './queryClient.ts'
import { ScreenError } from './ScreenError.tsx'
import { Shell } from './Shell.tsx'
import { formatUrlSearch, parseUrlSearch } from './urlSearch.ts'

const root = createRootRoute({ component: Outlet, notFoundComponent: NotFound })

export interface SignInSearch {
  readonly next?: string | undefined
}

const signIn = createRoute({
  getParentRoute: () => root,
  path: '/sign-in',
  validateSearch: (search: Record<string, unknown>): SignInSearch => ({
    // Only a path of our own: anything else would send people to another site after they signed in.
    next: typeof search['next'] === 'string' && /^\/(?![/\\])/.test(search['next']) ? search['next'] : undefined,
  }),
  component: lazyRouteComponent(() => import('../pages/signIn/SignInPage.tsx'), 'SignInPage'),
})

const signedIn = createRoute({
  getParentRoute: () => root,
  id: 'signedIn',
  component: Shell,
  errorComponent: ScreenError,
  beforeLoad: async ({ location }) => {
    try {
      await queryClient.ensureQueryData(meQuery)
    } catch (error) {
      if (isSignedOut(error)) throw redirect({ to: '/sign-in', search: { next: location.href } })
      throw error
    }
  },
})

const home = createRoute({
  getParentRoute: () => signedIn,
  path: '/',
  component: lazyRouteComponent(() => import('../pages/home/HomePage.tsx'), 'HomePage'),
})

const leads = createRoute({
  getParentRoute: () => signedIn,
  path: '/leads',
  validateSearch: (search: Record<string, unknown>): RawSearch => onlyText(search),
  component: LeadsPage,
})

export interface LeadPageSearch {
  readonly tab?: string | undefined
  /** `edit`, `redeliver` or `reprocess`: what the page opens with. */
  readonly do?: string | undefined
}

const lead = createRoute({
  getParentRoute: () => signedIn,
  path: '/leads/$id',
  validateSearch: (search: Record<string, unknown>): LeadPageSearch => ({
    ...(typeof search['tab'] === 'string' ? { tab: search['tab'] } : {}),
    ...(typeof search['do'] === 'string' ? { do: search['do'] } : {}),
  }),
  component: lazyRouteComponent(() => import('../pages/lead/LeadPage.tsx'), 'LeadPage'),
})

const jobs = createRoute({
  getParentRoute: () => signedIn,
  path: '/jobs',
  validateSearch: parseJobsSearch,
  component: lazyRouteComponent(() => import('../pages/jobs/JobsPage.tsx'), 'JobsPage'),
})

const job = createRoute({
  getParentRoute: () => signedIn,
  path: '/jobs/$id',
  validateSearch: parseJobSearch,
  component: lazyRouteComponent(() => import('../pages/jobs/JobPage.tsx'), 'JobPage'),
})

const keys = createRoute({
  getParentRoute: () => signedIn,
  path: '/keys',
  component: lazyRouteComponent(() => import('../pages/keys/KeysPage.tsx'), 'KeysPage'),
})

const settings = createRoute({
  getParentRoute: () => signedIn,
  path: '/settings',
  component: lazyRouteComponent(() => import('../pages/settings/SettingsPage.tsx'), 'SettingsPage'),
})

export const router = createRouter({
  routeTree: root.addChildren([signIn, signedIn.addChildren([home, leads, lead, jobs, job, keys, settings])]),
  parseSearch: parseUrlSearch,
  stringifySearch: formatUrlSearch,
  scrollRestoration: true,
  defaultPreload: 'intent',
})

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router
  }
}

function onlyText(search: Record<string, unknown>): RawSearch {
  const text: Record<string, string | readonly string[]> = {}
  for (const [name, value] of Object.entries(search)) {
    if (typeof value === 'string') text[name] = value
    else if (Array.isArray(value)) text[name] = value.filter((one) => typeof one === 'string')
  }
  return text
}
