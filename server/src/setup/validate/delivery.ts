import { checkAnswers } from '@switchyard/core/delivery/checkAnswers.ts'
import { checkRequest } from '@switchyard/core/delivery/checkRequest.ts'
import { templateNames } from '@switchyard/core/delivery/scope.ts'
import { checkRule } from '@switchyard/core/rules/check.ts'
import { checkSchedule } from '@switchyard/core/schedule/checkSchedule.ts'
import type { Campaign, FieldType } from '@switchyard/core/setup/campaign.ts'
import type { Delivery, HttpRequest } from '@switchyard/core/setup/delivery.ts'
import type { Problem } from '@switchyard/core/setup/problem.ts'
import { compileSuggestions } from '@switchyard/core/text/suggest.ts'

import { checkUrl } from '../../connectors/http/checkUrl.ts'
import type { SetupWorld } from '../world.ts'
import { deliveryCapProblems } from './caps.ts'

/**
 * A delivery against its campaign's fields, its buyer and the mappers.
 * @param stored the document that it replaces, null when it is new
 * @param allowHosts CIDRs that may be reached although they are private
 */
export function deliveryProblems(
  doc: Delivery,
  stored: Delivery | null,
  world: SetupWorld,
  allowHosts: readonly string[],
): Problem[] {
  const campaign = world.campaigns.get(doc.campaign)
  if (!campaign) return [unknown('campaign', 'campaign', doc.campaign, world.campaigns.keys())]
  if (stored && stored.campaign !== doc.campaign) {
    const message = `This delivery belongs to campaign ${stored.campaign} for good; make a new one under another key.`
    return [{ path: 'campaign', code: 'locked', message }]
  }
  const types = new Map(campaign.fields.map((field) => [field.key, field.type]))
  const lists = listsOf(campaign, world)
  return [
    ...(doc.buyer !== undefined && !world.buyers.has(doc.buyer)
      ? [unknown('buyer', 'buyer', doc.buyer, world.buyers.keys())]
      : []),
    ...requestProblems(doc.request, types, world, allowHosts),
    ...checkAnswers(doc.answers, 'answers'),
    ...(doc.rules ? checkRule(doc.rules, 'rules', types, lists) : []),
    ...(doc.price?.kind === 'rules'
      ? doc.price.rules.flatMap((rule, index) => checkRule(rule.when, `price.rules[${index}].when`, types, lists))
      : []),
    ...deliveryCapProblems(doc, stored, world),
    ...(doc.schedule ? checkSchedule(doc.schedule, 'schedule') : []),
  ]
}

function requestProblems(
  request: HttpRequest,
  types: ReadonlyMap<string, FieldType>,
  world: SetupWorld,
  allowHosts: readonly string[],
): Problem[] {
  const { auth } = request
  const tokens = auth.kind === 'token' ? Object.keys(auth.captures) : []
  const known = templateNames(types.keys(), tokens)
  const addresses: [path: string, url: string][] = [['request.url', request.url]]
  if (auth.kind === 'oauth2') addresses.push(['request.auth.tokenUrl', auth.tokenUrl])
  if (auth.kind === 'token') addresses.push(['request.auth.request.url', auth.request.url])
  const problems = checkRequest(request, 'request', known, new Set(world.mappers.keys()))
  const refused = addresses.flatMap(([path, url]) => {
    // Whoever wrote a URL with a broken template is told about that first.
    const message = problems.some((problem) => problem.path === path) ? null : checkUrl(url, allowHosts)
    return message === null ? [] : [{ path, code: 'url_refused', message }]
  })
  return [...problems, ...refused]
}

/** Allowed values by field key, of the fields that have a picklist. */
function listsOf(campaign: Campaign, world: SetupWorld): ReadonlyMap<string, readonly string[]> {
  return new Map(
    campaign.fields.flatMap(({ key, picklist }) => {
      const list = picklist === undefined ? undefined : world.picklists.get(picklist)
      return list ? [[key, list.values.map(({ value }) => value)] as const] : []
    }),
  )
}

function unknown(path: string, word: string, name: string, known: Iterable<string>): Problem {
  const [nearest] = compileSuggestions([...known])(name)
  const hint = nearest === undefined ? '' : ` Did you mean ${nearest}?`
  return { path, code: 'unknown', message: `There is no ${word} '${name}'.${hint}` }
}
