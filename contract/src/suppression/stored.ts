import { z } from 'zod'
import { stored } from '../setup/documents.ts'
import { suppressionList } from '../setup/lists.ts'

export const storedSuppressionList = z
  .object({ key: z.string(), ...stored, ...suppressionList.shape })
  .meta({ id: 'StoredSuppressionList' })
