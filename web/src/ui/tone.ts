/** What a colour means. Never shown alone: an icon and a word stand with it. */
export type Tone = 'good' | 'bad' | 'warn' | 'violet' | 'info' | 'neutral'
