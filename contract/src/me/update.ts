import { z } from 'zod'
import { endpoint, scopes } from '../endpoint.ts'
import { timezone } from '../setup/parts.ts'
import { strict } from '../strict.ts'
import { me } from './me.ts'

export const updateMe = endpoint({
  name: 'me.update',
  method: 'PATCH',
  path: '/v1/me',
  summary: "Change one's own settings",
  description: 'Only for people: 403 with an API key. What is left out stays as it is; null clears.',
  scopes,
  body: strict({
    timezone: timezone.nullable().optional(),
    locale: z.string().max(35).refine(isLocale, 'Expected a language tag such as en-GB').nullable().optional(),
    name: z.string().trim().max(200).optional(),
  }),
  example: { timezone: 'Europe/London', locale: 'en-GB' },
  status: 200,
  output: me,
  errors: [],
})

function isLocale(tag: string): boolean {
  try {
    return Intl.getCanonicalLocales(tag).length === 1
  } catch {
    return false
  }
}
