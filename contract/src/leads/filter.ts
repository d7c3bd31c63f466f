// What leads can be searched by.

import { z } from 'zod'
import { jobItemStates } from '../jobs/words.ts'
import { commaList, commaOneOf, flag, instant } from '../query.ts'
import { activities, deliveryStatuses, dispositionCodes, leadStatuses, methods, soldStates } from './words.ts'

export const leadFilter = {
  campaign: commaList('References of campaigns.'),
  from: instant('Received at or after this time.'),
  to: instant('Received before this time.'),
  q: z
    .string()
    .max(12_000)
    .optional()
    .describe(
      'An id, an external id, the beginning of an email, of a name or of its last word, or a phone in any form, its last six digits at least. Or a list of them, separated by new lines or semicolons ' +
        '(commas where they are ids, emails and phones): then each has to be a whole one.',
    ),
  fields: z
    .record(z.string().max(100), z.string().max(500))
    .transform((record) => Object.entries(record).map(([key, match]) => ({ key, match })))
    .optional()
    .describe(
      '`field.email=x` the whole value, `field.city=~Lon` contains, `field.make=F*` starts with; without case.',
    ),
  country: commaList('ISO 3166 alpha-2 codes.'),
  delivery: commaList('Keys of deliveries that the lead went to.'),
  buyer: commaList('BIDs of buyers that the lead was offered.'),
  supplier: commaList('SIDs.'),
  source: commaList("The suppliers' sub-ids."),
  activity: commaOneOf(activities, 'What was done with the lead.'),
  method: commaOneOf(methods, 'The way in.'),
  status: commaOneOf(leadStatuses, 'Status of the lead.'),
  code: commaOneOf(dispositionCodes, 'Disposition code.'),
  sold: commaOneOf(soldStates, 'Sold status.'),
  deliveryStatus: commaOneOf(deliveryStatuses, 'Delivery status.'),
  job: z
    .string()
    .regex(
      new RegExp(`^\\d{1,18}(:(${jobItemStates.join('|')}))?$`),
      `Expected the id of a job, such as 17, or 17:failed (${jobItemStates.join(', ')})`,
    )
    .optional()
    .describe('Id of a job: the leads in it; `17:failed` those of its leads that failed.'),
  cause: commaList(
    'Ids of causes (`GET /v1/causes`): leads that wait because of one of them; of a cause whose leads are all kept rejected, those.',
  ),
  test: flag('Test leads only, or live ones only.'),
}
