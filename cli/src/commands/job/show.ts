import { listJobItems } from '@switchyard/contract/jobs/items.ts'
import { showJob } from '@switchyard/contract/jobs/show.ts'
import type { Command } from 'commander'
import { connect } from '../../api.ts'
import { jobLines } from '../../job/jobWords.ts'
import { show, table } from '../../output.ts'

const shownItems = 20

export function addJobShow(job: Command): void {
  job
    .command('show')
    .description('how far a job is, and what went wrong in it')
    .argument('<id>', "the job's id")
    .action(async (id: string, _options: object, command: Command) => {
      const api = connect(process.env)
      const found = await api.call(showJob, { params: { id } })
      const query = { state: 'failed,leftOut', limit: shownItems }
      const { items, nextCursor } = await api.call(listJobItems, { params: { id }, query })
      show(command, found, () => [
        ...jobLines(found),
        ...(items.length === 0
          ? []
          : table(
              ['LEAD', 'STATE', 'OUTCOME', 'REASON'],
              items.map(({ place, leadId, state, outcome, reason }) => [
                leadId ?? `row ${place}`,
                state,
                outcome ?? '',
                reason ?? '',
              ]),
            )),
        ...(nextCursor === null ? [] : ['…']),
      ])
    })
}
