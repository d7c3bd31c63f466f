import { toCurl } from '../../format/curl.ts'

/** A command that sends a first lead to this very server. */
export function sampleCurl(origin: string, campaign: string): string {
  return toCurl({
    method: 'POST',
    url: `${origin}/v1/leads`,
    headers: { Authorization: 'Bearer YOUR_KEY', 'Content-Type': 'application/json' },
    body: JSON.stringify({
      campaign,
      source: 'first-try',
      fields: { email: 'ann@example.com', phone: '07700 900123' },
      consent: { email: 'yes', sms: 'no' },
    }),
  })
}
