import type { acknowledgeAlert } from '@switchyard/contract/alerts/acknowledge.ts'
import type { listAlerts as listAlertsEndpoint } from '@switchyard/contract/alerts/list.ts'
import type { listAlertMessages } from '@switchyard/contract/alerts/messages.ts'
import type { putAlertSettings as putAlertSettingsEndpoint } from '@switchyard/contract/alerts/putSettings.ts'
import type { BodyInput, OutputOf } from '@switchyard/contract/endpoint.ts'
import type { putMailAccount as putMailAccountEndpoint } from '@switchyard/contract/notify/putMailAccount.ts'
import type { testMailAccount as testMailAccountEndpoint } from '@switchyard/contract/notify/testMailAccount.ts'
import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query'
import { ApiProblem } from './apiProblem.ts'
import { send } from './send.ts'

type AlertList = OutputOf<typeof listAlertsEndpoint>
export type Alert = OutputOf<typeof acknowledgeAlert>
export type AlertCounts = AlertList['counts']
export type AlertSettings = OutputOf<typeof putAlertSettingsEndpoint>
export type AlertSettingsInput = BodyInput<typeof putAlertSettingsEndpoint>
export type MailAccount = OutputOf<typeof putMailAccountEndpoint>
export type MailAccountInput = BodyInput<typeof putMailAccountEndpoint>
export type AlertMessage = OutputOf<typeof listAlertMessages>['messages'][number]
export type TriedMessage = OutputOf<typeof testMailAccountEndpoint>

const countEveryMs = 10_000

/** Open ones or ended ones, newest first, page by page. */
export function alertsQuery(open: boolean) {
  return infiniteQueryOptions({
    queryKey: ['alerts', 'list', open],
    queryFn: async ({ pageParam, signal }) => {
      const query = { open: String(open), limit: '50', ...(pageParam === null ? {} : { cursor: pageParam }) }
      return send<AlertList>('GET', '/v1/alerts', { query, signal })
    },
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.nextCursor,
    refetchInterval: countEveryMs,
  })
}

export const alertCountsQuery = queryOptions({
  queryKey: ['alerts', 'counts'],
  queryFn: async ({ signal }) =>
    (await send<AlertList>('GET', '/v1/alerts', { query: { open: 'true', limit: '1' }, signal })).counts,
  refetchInterval: countEveryMs,
})

export async function acknowledge(id: string): Promise<Alert> {
  return send<Alert>('POST', `/v1/alerts/${id}/acknowledge`)
}

export async function closeAlert(id: string): Promise<Alert> {
  return send<Alert>('POST', `/v1/alerts/${id}/resolve`)
}

export const alertSettingsQuery = queryOptions({
  queryKey: ['alertSettings'],
  queryFn: async ({ signal }) => send<AlertSettings>('GET', '/v1/alerts/settings', { signal }),
})

export async function saveAlertSettings(settings: AlertSettingsInput): Promise<AlertSettings> {
  return send<AlertSettings>('PUT', '/v1/alerts/settings', { body: settings })
}

export async function testWebhook(key: string): Promise<TriedMessage> {
  return send<TriedMessage>('POST', `/v1/alerts/webhooks/${encodeURIComponent(key)}/test`)
}

/** Null when none is set up. */
export const mailAccountQuery = queryOptions({
  queryKey: ['mailAccount'],
  queryFn: async ({ signal }) => {
    try {
      return await send<MailAccount>('GET', '/v1/mail-account', { signal })
    } catch (error) {
      if (error instanceof ApiProblem && error.status === 404) return null
      throw error
    }
  },
})

export async function saveMailAccount(account: MailAccountInput): Promise<MailAccount> {
  return send<MailAccount>('PUT', '/v1/mail-account', { body: account })
}

export async function testMail(to: string): Promise<TriedMessage> {
  return send<TriedMessage>('POST', '/v1/mail-account/test', { body: { to } })
}

export const messagesQuery = infiniteQueryOptions({
  queryKey: ['alertMessages'],
  queryFn: async ({ pageParam, signal }) => {
    const query: Record<string, string> = pageParam === null ? {} : { cursor: pageParam }
    return send<OutputOf<typeof listAlertMessages>>('GET', '/v1/alerts/messages', { query, signal })
  },
  initialPageParam: null as string | null,
  getNextPageParam: (last) => last.nextCursor,
  refetchInterval: countEveryMs,
})
