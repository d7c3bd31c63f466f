import type { Picklist, SuppressionList } from '../setup/lists.ts'

/** What of the account a campaign document is checked against. Parts left out are not checked. */
export interface CampaignWorld {
  readonly picklists: ReadonlyMap<string, Picklist>
  readonly suppression: ReadonlyMap<string, SuppressionList>
  /** References of the account's campaigns. */
  readonly campaigns?: ReadonlySet<string> | undefined
  readonly suppliers?: ReadonlySet<string> | undefined
  readonly mappers?: ReadonlySet<string> | undefined
}
