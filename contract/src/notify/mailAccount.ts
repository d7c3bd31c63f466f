// The mail server by which an account sends its e-mails.

import { z } from 'zod'
import { mailAddress } from '../alerts/settings.ts'
import { stored } from '../setup/documents.ts'
import { strict } from '../strict.ts'

const oneLine = (most: number) =>
  z
    .string()
    .max(most)
    .regex(/^[^\p{Cc}\u2028\u2029]*$/u, 'Expected one line')

export const mailAccount = strict({
  host: z
    .string()
    .max(253)
    .regex(/^[A-Za-z0-9][A-Za-z0-9.:-]*$/, 'Expected the name of a mail server, such as smtp.example.com'),
  port: z.int().min(1).max(65_535).default(587),
  security: z
    .enum(['tls', 'starttls', 'none'])
    .default('starttls')
    .describe(
      'tls: from the first byte (port 465). starttls: nothing is sent before the line is encrypted. none: in clear.',
    ),
  user: oneLine(200).optional(),
  password: z.string().max(500).optional().describe('Read as ••••, and written back so it stays.'),
  from: mailAddress,
  fromName: oneLine(100).default('Switchyard'),
}).meta({ id: 'MailAccount' })
export type MailAccount = z.output<typeof mailAccount>

export const storedMailAccount = z.object({ ...mailAccount.shape, ...stored }).meta({ id: 'StoredMailAccount' })
