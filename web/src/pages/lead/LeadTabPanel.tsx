import type { LeadDetail } from '../../data/leadTypes.ts'
import { assertNever } from '../../ui/assertNever.ts'
import { DataTab } from './DataTab.tsx'
import { DecisionTab } from './DecisionTab.tsx'
import { DispatchesTab } from './DispatchesTab.tsx'
import { MoneyTab } from './MoneyTab.tsx'
import { RawTab } from './RawTab.tsx'
import type { Tab } from './tabs.ts'
import { TimelineTab } from './TimelineTab.tsx'

export function LeadTabPanel({ tab, lead }: { tab: Tab; lead: LeadDetail }) {
  switch (tab) {
    case 'timeline':
      return <TimelineTab lead={lead} />
    case 'data':
      return <DataTab lead={lead} />
    case 'decision':
      return <DecisionTab lead={lead} />
    case 'dispatches':
      return <DispatchesTab lead={lead} />
    case 'money':
      return <MoneyTab lead={lead} />
    case 'raw':
      return <RawTab lead={lead} />
    default:
      return assertNever(tab)
  }
}
