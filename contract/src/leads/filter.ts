// What leads can be searched by.

import { z } from 'zod'
import { commaList, commaOneOf, flag, instant } from '../query.ts'
import { activities, deliveryStatuses, dispositionCodes, leadStatuses, methods, soldStates } from './words.ts'

export const leadFilter = {
  campaign: commaList('References of campaigns.'),
  from: instant('Received at or after this time.'),
  to: instant('Received before this time.'),
  q: z.string().max(200).optional().describe('An id, email, phone in any form, name, or external id.'),
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
  test: flag('Test leads only, or live ones only.'),
}
