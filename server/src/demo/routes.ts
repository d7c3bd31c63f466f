import { loadDemo } from '@switchyard/contract/demo/load.ts'
import { removeDemo } from '@switchyard/contract/demo/remove.ts'
import { showDemo } from '@switchyard/contract/demo/show.ts'

import { handle, type Route } from '../http/route.ts'
import type { Demo } from './demo.ts'

export function demoRoutes(demo: Demo): Route[] {
  return [
    handle(loadDemo, ({ caller }) => demo.load(caller.accountId, caller.actor)),
    handle(showDemo, ({ caller }) => demo.show(caller.accountId)),
    handle(removeDemo, ({ caller }) => demo.remove(caller.accountId, caller.actor)),
  ]
}
