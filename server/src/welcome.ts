// What a person sees who started the server: where it is, how to get in, and a lead to send.

import type { FirstAccount } from './access/accounts.ts'
import type { Config } from './config.ts'

export function welcome(facts: {
  readonly address: string | null
  readonly first: FirstAccount | null
  readonly config: Config
}): string {
  const { address, first, config } = facts
  if (address === null) return '\nSwitchyard worker is running.\n'
  const lines = ['', `Switchyard is running at ${address}`, '']
  if (first) {
    lines.push(`  Sign in as  ${first.email}`)
    if (first.generatedPassword !== null) lines.push(`  Password    ${first.generatedPassword}   (shown this once)`)
    if (first.generatedKey !== null) lines.push(`  API key     ${first.generatedKey}   (shown this once)`)
    lines.push('')
    if (config.setup === 'demo')
      lines.push('Send a lead into the demo campaign:', '', curl(address, first.generatedKey), '')
  } else {
    lines.push('  Sign in with the account you made at the first start.', '')
  }
  return `${lines.join('\n')}\n`
}

function curl(address: string, key: string | null): string {
  const lead = {
    campaign: 'auto-warranty',
    supplier: 'ADC1',
    fields: {
      first_name: 'Ann',
      last_name: 'Lee',
      email: 'ann.lee@example.com',
      phone: '07700 900123',
      vehicle_year: 2015,
      make: 'Ford',
    },
  }
  return [
    `  curl ${address}/v1/leads \\`,
    `    -H 'Authorization: Bearer ${key ?? '<your admin key>'}' -H 'Content-Type: application/json' \\`,
    `    -d '${JSON.stringify(lead)}'`,
  ].join('\n')
}
