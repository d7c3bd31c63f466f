import { z } from 'zod'
import { endpoint, operating } from '../endpoint.ts'
import { exportOptions } from '../jobs/actions/export.ts'
import { job } from '../jobs/job.ts'
import { instant } from '../query.ts'
import { documentKey } from '../setup/parts.ts'
import { strict } from '../strict.ts'

export const downloadStatuses = ['accepted', 'rejected', 'all'] as const
export type DownloadStatus = (typeof downloadStatuses)[number]

export const downloadLeads = endpoint({
  name: 'campaigns.download',
  method: 'POST',
  path: '/v1/campaigns/{ref}/download',
  summary: "Download a campaign's leads",
  description:
    'Makes a job whose file `GET /v1/jobs/{id}/file` answers, at once: it is sent while it is written. An xlsx file can be mended and ' +
    'uploaded again: problem cells are coloured and carry their reason, picklists drop down.',
  scopes: operating,
  headers: [
    {
      name: 'Idempotency-Key',
      description:
        'The same key with the same body answers the same job; with another body 422 `idempotency_mismatch`.',
    },
  ],
  params: strict({ ref: documentKey }),
  body: strict({
    status: z.enum(downloadStatuses).default('all').describe('Leads that stand so now.'),
    from: instant('Received at or after this time.'),
    to: instant('Received before this time.'),
    format: exportOptions.shape.format.unwrap().default('xlsx'),
    columns: exportOptions.shape.columns,
    raw: exportOptions.shape.raw,
    test: z.boolean().default(false).describe('Test leads instead of live ones.'),
  }),
  example: { status: 'rejected', from: '2026-11-01', to: '2026-12-01', format: 'xlsx' },
  status: 202,
  output: job,
  errors: [404, 422],
})
