import { text } from './text.ts'

const longest = 120

/** What a case sends otherwise than the sample: "make: Volvo", "email left out". */
export function setWords(set: Readonly<Record<string, unknown>>): string {
  const parts = Object.entries(set).map(([key, value]) => {
    if (value === null) return `${key} ${text.left}`
    const words = typeof value === 'string' ? value : JSON.stringify(value)
    return `${key}: ${words.length > longest ? `${words.slice(0, longest)}…` : words}`
  })
  return parts.length === 0 ? text.nothing : parts.join(', ')
}
