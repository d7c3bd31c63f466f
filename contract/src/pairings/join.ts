import { z } from 'zod'
import { endpoint } from '../endpoint.ts'
import { strict } from '../strict.ts'
import { baseUrl } from './pairing.ts'

export const joined = z.object({
  key: z.string().describe('With which leads are sent.'),
  signingSecret: z
    .string()
    .describe('With which results are signed, as the Standard Webhooks specification writes it.'),
  campaign: z.string(),
  supplier: z.string(),
  fields: z.array(z.object({ key: z.string(), required: z.boolean() })),
})

export const joinPairing = endpoint({
  name: 'pairings.join',
  method: 'POST',
  path: '/v1/pairings/join',
  summary: 'What the accepting Switchyard calls on the inviting one',
  description: 'Between the two instances; the secret of the invite is the proof. It works once.',
  scopes: 'public',
  body: strict({
    id: z.string().regex(/^\d{1,18}$/),
    secret: z.string().min(20).max(200).describe('Out of the invite.'),
    feedbackUrl: baseUrl.describe('Where results are to be told.'),
  }),
  example: { id: '17', secret: 'k3Jp0aXbW8n1…of the invite', feedbackUrl: 'https://leads.example.com/v1/feedback/x1' },
  status: 200,
  output: joined,
  errors: [401],
})
