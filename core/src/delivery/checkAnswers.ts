// Finds what is wrong with answer rules before they are saved.

import type { AnswerRule, Capture, TextMatch } from '../setup/delivery.ts'
import type { Problem } from '../setup/problem.ts'
import { parseJsonPath } from './jsonPath.ts'
import { compilePattern } from './pattern.ts'
import { parseXmlPath } from './xmlPath.ts'

const captures = ['reason', 'price', 'reference', 'redirectUrl'] as const

/**
 * Checks paths, patterns and numbers of answer rules.
 * @param path of the list in the set-up document, such as "answers"
 * @returns path_invalid, pattern_invalid (with the position), capture_invalid, rule_unreachable (stands after a rule that
 * matches everything)
 */
export function checkAnswers(rules: readonly AnswerRule[], path: string): Problem[] {
  const catchAll = rules.findIndex((rule) => Object.values(rule.when).every((part) => part === undefined))
  return rules.flatMap((rule, index) => {
    const at = `${path}[${index}]`
    const unreachable = catchAll >= 0 && index > catchAll
    return [
      ...whenProblems(rule, `${at}.when`),
      ...captures.flatMap((name) => captureProblems(rule[name], `${at}.${name}`)),
      ...(unreachable
        ? [
            problem(
              at,
              'rule_unreachable',
              `Rule ${index + 1} is never reached: rule ${catchAll + 1} matches every answer`,
            ),
          ]
        : []),
    ]
  })
}

function whenProblems({ when }: AnswerRule, path: string): Problem[] {
  const { header, json, xml, text } = when
  return [
    ...(header === undefined ? [] : matchProblems(header, `${path}.header`)),
    ...(json === undefined
      ? []
      : [
          ...parsed(parseJsonPath(json.path), `${path}.json.path`, 'path_invalid'),
          ...matchProblems(json, `${path}.json`),
        ]),
    ...(xml === undefined
      ? []
      : [...parsed(parseXmlPath(xml.path), `${path}.xml.path`, 'path_invalid'), ...matchProblems(xml, `${path}.xml`)]),
    ...patternProblems(text?.matches, `${path}.text.matches`),
    ...(text?.contains?.trim() === ''
      ? [problem(`${path}.text.contains`, 'pattern_invalid', 'An empty text is contained in every answer')]
      : []),
  ]
}

function matchProblems(match: TextMatch, path: string): Problem[] {
  return patternProblems(match.matches, `${path}.matches`)
}

function captureProblems(capture: Capture | undefined, path: string): Problem[] {
  if (capture === undefined || typeof capture === 'string') return []
  if ('json' in capture) return parsed(parseJsonPath(capture.json), `${path}.json`, 'path_invalid')
  if ('xml' in capture) return parsed(parseXmlPath(capture.xml), `${path}.xml`, 'path_invalid')
  if ('regex' in capture) return patternProblems(capture.regex, `${path}.regex`)
  if (!('split' in capture)) return []
  const sound = capture.split !== '' && Number.isInteger(capture.position) && capture.position !== 0
  return sound ? [] : [problem(path, 'capture_invalid', 'A split needs a separator and a position counted from 1')]
}

function patternProblems(pattern: string | undefined, path: string): Problem[] {
  return pattern === undefined ? [] : parsed(compilePattern(pattern), path, 'pattern_invalid')
}

function parsed(result: object, path: string, code: string): Problem[] {
  return 'problem' in result ? [problem(path, code, String(result.problem))] : []
}

function problem(path: string, code: string, message: string): Problem {
  return { path, code, message: `${message}.` }
}
