// One Liquid engine for all templates: no files, no time-wasting loops, own properties only. Set up once, never changed.

import { Liquid } from 'liquidjs'

import { installLeadFilters } from './filters/leadFilters.ts'

export const longestTemplate = 256 * 1024
/** Of one rendered text, in UTF-16 units. */
export const longestOutput = 256 * 1024

const allowedTags = new Set(['if', 'unless', 'case', 'for', 'break', 'continue', 'assign', 'comment', 'raw', '#'])

export const templateEngine = createEngine()

function createEngine(): Liquid {
  const engine = new Liquid({
    strictFilters: true,
    strictVariables: false,
    ownPropertyOnly: true,
    // An empty set of partials: nothing is ever looked for on disk.
    templates: {},
    dynamicPartials: false,
    relativeReference: false,
    parseLimit: longestTemplate,
    renderLimit: 250,
    memoryLimit: 4 * longestOutput,
  })
  for (const tag of Object.keys(engine.tags)) {
    // Tags that write (echo, cycle, capture, liquid …) would go round the encoders.
    if (!allowedTags.has(tag)) delete engine.tags[tag]
  }
  installLeadFilters(engine)
  return engine
}
