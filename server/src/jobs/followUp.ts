// What follows at once from a change of a job's state. The runner does the same again and again, should this process die here.

import type { Database } from '../db/database.ts'
import { cancelItems, type JobControl } from './control.ts'
import { parkDispatches, unparkDispatches } from './parked.ts'

export async function followUp(
  db: Database,
  accountId: string,
  jobId: string,
  word: JobControl | 'retry',
): Promise<void> {
  await db.asAccount(accountId, async (tx) => {
    if (word === 'pause') await parkDispatches(tx, accountId, jobId)
    if (word === 'resume') await unparkDispatches(tx, accountId, jobId)
    if (word === 'cancel') await cancelItems(tx, accountId, jobId)
  })
}
