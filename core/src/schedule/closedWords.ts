import { whenWords } from '../time/whenWords.ts'

/** "closed until Mon 09:00 Europe/London"; "closed at all times" when there is no opening. */
export function closedWords(opening: Date | null, now: Date, zone: string): string {
  return opening ? `closed until ${whenWords(opening, now, zone)}` : 'closed at all times'
}
