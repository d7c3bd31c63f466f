import { assertNever } from '../../ui/assertNever.ts'
import { ConsentTab } from './ConsentTab.tsx'
import { DataTab, type DataTabProps } from './DataTab.tsx'
import { DecisionTab } from './DecisionTab.tsx'
import { DispatchesTab } from './DispatchesTab.tsx'
import { MoneyTab } from './MoneyTab.tsx'
import { RawTab } from './RawTab.tsx'
import type { Tab } from './tabs.ts'
import { TimelineTab } from './TimelineTab.tsx'

export interface LeadTabPanelProps extends DataTabProps {
  readonly tab: Tab
}

export function LeadTabPanel({ tab, lead, ...data }: LeadTabPanelProps) {
  switch (tab) {
    case 'timeline':
      return <TimelineTab lead={lead} />
    case 'data':
      return <DataTab lead={lead} {...data} />
    case 'decision':
      return <DecisionTab lead={lead} />
    case 'dispatches':
      return <DispatchesTab lead={lead} />
    case 'money':
      return <MoneyTab lead={lead} />
    case 'consent':
      return <ConsentTab lead={lead} />
    case 'raw':
      return <RawTab lead={lead} />
    default:
      return assertNever(tab)
  }
}
