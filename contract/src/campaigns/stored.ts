import { z } from 'zod'
import { stored } from '../setup/documents.ts'
import { campaign } from '../setup/campaign.ts'

export const storedCampaign = z
  .object({ reference: z.string(), ...stored, ...campaign.shape })
  .meta({ id: 'StoredCampaign' })
