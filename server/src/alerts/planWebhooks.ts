// Webhooks as they were written, ready to be stored: secrets sealed, kept or made. Pure but for the sealing.

import type { AlertSettings } from '@switchyard/contract/alerts/settings.ts'
import type { ProblemItem } from '@switchyard/contract/problem.ts'

import { checkUrl } from '../connectors/http/checkUrl.ts'
import { makeWebhookSecret, webhookSecretBytes } from '../notify/signWebhook.ts'
import type { Sealer } from '../setup/sealing.ts'
import { mask } from '../setup/secrets.ts'
import { sealWebhookSecret } from './settings.ts'

type Webhook = AlertSettings['webhooks'][number]

export interface PlannedWebhooks {
  readonly webhooks: Webhook[]
  /** Secrets that were made here, by the webhook's key: shown once. */
  readonly made: ReadonlyMap<string, string>
  readonly problems: readonly ProblemItem[]
}

export function planWebhooks(
  accountId: string,
  given: readonly Webhook[],
  stored: readonly Webhook[],
  { sealer, allowHosts }: { readonly sealer: Sealer; readonly allowHosts: readonly string[] },
): PlannedWebhooks {
  const made = new Map<string, string>()
  const problems: ProblemItem[] = []
  const webhooks = given.map((webhook, index) => {
    const path = `webhooks[${index}]`
    const wrong = checkUrl(webhook.url, allowHosts)
    if (wrong !== null) problems.push({ path: `${path}.url`, code: 'address_forbidden', message: wrong })
    const known = stored.find(({ key }) => key === webhook.key)
    const sealed = (secret: string) => sealWebhookSecret(sealer, accountId, webhook.key, secret)
    if (webhook.secret !== undefined && webhook.secret !== mask) {
      if (webhookSecretBytes(webhook.secret) === null) {
        const message = 'Expected "whsec_" and base64 of 24 to 64 bytes (Standard Webhooks).'
        problems.push({ path: `${path}.secret`, code: 'invalid', message })
      }
      return { ...webhook, secret: sealed(webhook.secret) }
    }
    if (known?.secret !== undefined && hostOf(known.url) === hostOf(webhook.url)) {
      return { ...webhook, secret: known.secret }
    }
    if (webhook.secret === mask) {
      const message = known
        ? 'The host has changed, so the secret has to be given again.'
        : 'There is no stored secret to keep; write it out, or leave it out and one is made.'
      problems.push({ path: `${path}.secret`, code: 'secret_missing', message })
      return webhook
    }
    const secret = makeWebhookSecret()
    made.set(webhook.key, secret)
    return { ...webhook, secret: sealed(secret) }
  })
  return { webhooks, made, problems }
}

function hostOf(url: string): string {
  return URL.parse(url)?.host ?? url
}
