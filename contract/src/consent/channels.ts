// Which channels a change of consent is about.

import { z } from 'zod'

export const channelChoices = ['all', 'email', 'sms'] as const
export type ChannelChoice = (typeof channelChoices)[number]

export const channels = z.enum(channelChoices, { error: 'Say which: all, email or sms' })
export const evidence = z.string().trim().min(1, 'Say how the person said so').max(2000)
