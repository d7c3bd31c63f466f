import {
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
  Outlet,
  redirect,
} from '@tanstack/react-router'
import { meQuery } from '../data/me.ts'
import { parseAlertsSearch } from '../pages/alerts/alertsSearch.ts'
import { parseCampaignSearch } from '../pages/campaigns/campaignSearch.ts'
import { parseGridSearch } from '../pages/fixGrid/gridSearch.ts'
import { parseImportSearch, parseImportsSearch, parseNewImportSearch } from '../pages/imports/importSearch.ts'
import { parseJobSearch, parseJobsSearch } from '../pages/jobs/jobSearch.ts'
import { LeadsPage } from '../pages/leads/LeadsPage.tsx'
import { parseMapperSearch, parsePicklistSearch } from '../pages/lists/listSearch.ts'
import type { RawSearch } from '../pages/leads/search.ts'
import { parseCauseSearch, parseResolveSearch } from '../pages/resolve/resolveSearch.ts'
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

const campaigns = createRoute({
  getParentRoute: () => signedIn,
  path: '/campaigns',
  component: lazyRouteComponent(() => import('../pages/campaigns/CampaignsPage.tsx'), 'CampaignsPage'),
})

const campaign = createRoute({
  getParentRoute: () => signedIn,
  path: '/campaigns/$ref',
  validateSearch: parseCampaignSearch,
  component: lazyRouteComponent(() => import('../pages/campaigns/CampaignPage.tsx'), 'CampaignPage'),
})

const imports = createRoute({
  getParentRoute: () => signedIn,
  path: '/imports',
  validateSearch: parseImportsSearch,
  component: lazyRouteComponent(() => import('../pages/imports/ImportsPage.tsx'), 'ImportsPage'),
})

const newImport = createRoute({
  getParentRoute: () => signedIn,
  path: '/imports/new',
  validateSearch: parseNewImportSearch,
  component: lazyRouteComponent(() => import('../pages/imports/NewImportPage.tsx'), 'NewImportPage'),
})

const oneImport = createRoute({
  getParentRoute: () => signedIn,
  path: '/imports/$id',
  validateSearch: parseImportSearch,
  component: lazyRouteComponent(() => import('../pages/imports/ImportPage.tsx'), 'ImportPage'),
})

const fixGrid = createRoute({
  getParentRoute: () => signedIn,
  path: '/resolve/grid',
  validateSearch: parseGridSearch,
  component: lazyRouteComponent(() => import('../pages/fixGrid/FixGridPage.tsx'), 'FixGridPage'),
})

const resolve = createRoute({
  getParentRoute: () => signedIn,
  path: '/resolve',
  validateSearch: parseResolveSearch,
  component: lazyRouteComponent(() => import('../pages/resolve/ResolvePage.tsx'), 'ResolvePage'),
})

const cause = createRoute({
  getParentRoute: () => signedIn,
  path: '/resolve/$cause',
  validateSearch: parseCauseSearch,
  component: lazyRouteComponent(() => import('../pages/resolve/CausePage.tsx'), 'CausePage'),
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

const lists = createRoute({
  getParentRoute: () => signedIn,
  path: '/lists',
  component: lazyRouteComponent(() => import('../pages/lists/ListsPage.tsx'), 'ListsPage'),
})

const picklist = createRoute({
  getParentRoute: () => signedIn,
  path: '/lists/picklists/$key',
  validateSearch: parsePicklistSearch,
  component: lazyRouteComponent(() => import('../pages/lists/picklist/PicklistPage.tsx'), 'PicklistPage'),
})

const mapper = createRoute({
  getParentRoute: () => signedIn,
  path: '/lists/mappers/$key',
  validateSearch: parseMapperSearch,
  component: lazyRouteComponent(() => import('../pages/lists/mapper/MapperPage.tsx'), 'MapperPage'),
})

const alerts = createRoute({
  getParentRoute: () => signedIn,
  path: '/alerts',
  validateSearch: parseAlertsSearch,
  component: lazyRouteComponent(() => import('../pages/alerts/AlertsPage.tsx'), 'AlertsPage'),
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
  routeTree: root.addChildren([
    signIn,
    signedIn.addChildren([
      home,
      leads,
      lead,
      campaigns,
      campaign,
      imports,
      newImport,
      oneImport,
      resolve,
      cause,
      fixGrid,
      jobs,
      job,
      lists,
      picklist,
      mapper,
      alerts,
      keys,
      settings,
    ]),
  ]),
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
