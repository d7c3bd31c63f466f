import type { CampaignToday } from '../../data/campaigns.ts'
import type { StateView } from '../../ui/states.ts'

export const campaignStates: Readonly<Record<CampaignToday['status'], StateView>> = {
  active: { word: 'Active', tone: 'good', icon: 'check', meaning: 'Leads are taken in and sold.' },
  paused: { word: 'Paused', tone: 'warn', icon: 'pause', meaning: 'Leads are refused until it goes on.' },
  draft: { word: 'Draft', tone: 'neutral', icon: 'dash', meaning: 'It is being set up; leads are refused.' },
}
