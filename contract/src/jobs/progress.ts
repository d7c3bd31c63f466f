import { job } from './job.ts'

/** How far a job is: the data of the stream's events of the topic `jobs`. */
export const jobProgress = job.pick({
  id: true,
  action: true,
  state: true,
  total: true,
  done: true,
  succeeded: true,
  failed: true,
  leftOut: true,
  cancelled: true,
})
