import type { Locator } from 'playwright-core'

export type Colour = 'green' | 'red' | 'orange' | 'grey'

/** What a person would call the colour of the text, as the browser has computed it. */
export async function colourOf(text: Locator): Promise<Colour> {
  const computed = await text.evaluate((element) => getComputedStyle(element).color)
  const [red = 0, green = 0, blue = 0] = (computed.match(/[\d.]+/g) ?? []).map(Number)
  if (Math.max(red, green, blue) - Math.min(red, green, blue) < 40) return 'grey'
  if (green > red && green > blue) return 'green'
  return green > red / 2.5 ? 'orange' : 'red'
}
