// How a delivery's request proves who it comes from. Every `secret` is stored sealed and shown as "••••".

import { z } from 'zod'
import { strict } from '../strict.ts'
import { capture } from './capture.ts'
import { limitedRecord } from './limitedRecord.ts'
import { longText } from './parts.ts'

const secret = z.string().min(1).max(16_384).describe('Shown as "••••"; written back so, the stored one is kept.')
const headerName = z.string().min(1).max(100)

export const httpAuth = z
  .discriminatedUnion(
    'kind',
    [
      strict({ kind: z.literal('none') }),
      strict({ kind: z.literal('basic'), username: z.string().max(500), secret }),
      strict({ kind: z.literal('bearer'), secret }),
      strict({ kind: z.literal('header'), name: headerName, secret }),
      strict({
        kind: z.literal('hmac'),
        secret,
        algorithm: z.enum(['sha256', 'sha512']).default('sha256'),
        header: headerName,
        payload: z.string().max(500).default('{body}').describe('`{body}` and `{timestamp}` stand in it.'),
        encoding: z.enum(['hex', 'base64']).default('hex'),
        timestampHeader: headerName.optional(),
      }),
      strict({
        kind: z.literal('oauth2'),
        tokenUrl: z.string().min(1).max(2000),
        clientId: z.string().min(1).max(500),
        secret,
        scope: z.string().max(500).optional(),
        send: z.enum(['body', 'basic']).default('body').describe('Where the client id and secret go.'),
      }),
      strict({
        kind: z.literal('token'),
        request: strict({
          url: z.string().min(1).max(2000),
          method: z.enum(['GET', 'POST']).default('POST'),
          format: z.enum(['json', 'form', 'query']).default('json'),
          body: z.unknown().optional(),
          headers: limitedRecord(z.string().min(1).max(100), longText, 100).default({}),
        }),
        captures: limitedRecord(z.string().min(1).max(100), capture, 20).describe(
          'By name: where `{{ token.<name> }}` stands in the answer.',
        ),
        expiresSeconds: z.int().min(1).max(31_536_000).default(300),
        secret: secret.optional(),
      }),
    ],
    {
      error: (issue) =>
        issue.code === 'invalid_union'
          ? 'Expected a kind: none, basic, bearer, header, hmac, oauth2 or token'
          : undefined,
    },
  )
  .meta({ id: 'HttpAuth' })
