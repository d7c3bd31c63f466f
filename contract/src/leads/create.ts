import { endpoint, sending } from '../endpoint.ts'
import { incomingLead } from './incoming.ts'
import { leadAnswer } from './answer.ts'

export const createLead = endpoint({
  name: 'leads.create',
  method: 'POST',
  path: '/v1/leads',
  summary: 'Send a lead',
  description:
    '201 for every lead that was recorded, also a rejected one: `status` and `disposition` say what became of it. ' +
    'It is on disk before the answer leaves. Forms (url-encoded or multipart) put the field names beside `campaign`, ' +
    '`supplier` and `source`, and may name `redirect` and `redirectRejected` pages; an ingest key may stand in the form as `key`.',
  scopes: sending,
  headers: [
    {
      name: 'Idempotency-Key',
      description:
        'The same key with the same body answers the same lead, marked `Idempotent-Replay: true`; with another body 422 `idempotency_mismatch`.',
    },
    {
      name: 'Prefer',
      description: '`wait=N` (at most 60): answer after settlement, or `pending` when N seconds have passed.',
    },
  ],
  accepts: ['json', 'form', 'multipart'],
  body: incomingLead,
  example: {
    campaign: 'auto-warranty',
    supplier: 'ADC1',
    source: 'fb-12',
    fields: { email: 'ann@example.com', phone: '07700 900123', vehicle_year: 2015, make: 'VW' },
    consent: { email: 'yes', sms: 'no' },
  },
  status: 201,
  output: leadAnswer,
  errors: [404, 409, 422, 429],
})
