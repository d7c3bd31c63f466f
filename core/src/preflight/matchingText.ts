// A text that fits a pattern, for patterns of the usual kinds: letters, classes, groups, alternatives and counts.

import { RE2JS } from 're2js'

/**
 * A shortest text that the whole of an RE2 pattern fits; null when none was found. `variant` chooses another letter of each class.
 * Never throws.
 */
export function matchingText(pattern: string, variant = 0): string | null {
  try {
    const compiled = RE2JS.compile(pattern)
    const tries = [variant, 0].map((which) => new Writer(pattern, which).write())
    return tries.find((text) => compiled.matches(text)) ?? null
  } catch {
    // The pattern has parts that are not written here, such as classes by their script.
    return null
  }
}

class Writer {
  readonly #pattern: string
  readonly #variant: number
  #at = 0

  constructor(pattern: string, variant: number) {
    this.#pattern = pattern
    this.#variant = variant
  }

  write(): string {
    const text = this.#alternatives()
    if (this.#at < this.#pattern.length) throw new Error('Not understood')
    return text
  }

  #alternatives(): string {
    const first = this.#sequence()
    while (this.#peek() === '|') {
      this.#at += 1
      this.#sequence()
    }
    return first
  }

  #sequence(): string {
    let text = ''
    while (this.#at < this.#pattern.length && this.#peek() !== '|' && this.#peek() !== ')') {
      const piece = this.#piece()
      text += piece.repeat(this.#count())
    }
    return text
  }

  #piece(): string {
    const sign = this.#take()
    if (sign === '(') {
      if (this.#peek() === '?') this.#groupFlags()
      const inner = this.#alternatives()
      if (this.#take() !== ')') throw new Error('Not understood')
      return inner
    }
    if (sign === '[') return this.#letterOf(this.#bracketClass())
    if (sign === '\\') return this.#escaped()
    if (sign === '.') return this.#letterOf('ab')
    if (sign === '^' || sign === '$') return ''
    return sign
  }

  #groupFlags(): void {
    const flags = /^\?(?::|P?<\w+>)/.exec(this.#pattern.slice(this.#at))
    if (!flags) throw new Error('Not understood')
    this.#at += flags[0].length
  }

  #escaped(): string {
    const sign = this.#take()
    if (sign === 'b' || sign === 'A' || sign === 'z') return ''
    return this.#letterOf(classOf(sign) ?? sign)
  }

  #bracketClass(): string {
    const negated = this.#peek() === '^'
    if (negated) this.#at += 1
    let letters = ''
    while (this.#peek() !== ']' || letters === '') {
      let from = this.#take()
      if (from === '[' && this.#peek() === ':') throw new Error('Not understood')
      if (from === '\\') {
        const escaped = this.#take()
        const known = classOf(escaped)
        if (known !== null) {
          letters += known
          continue
        }
        from = escaped
      }
      if (this.#peek() === '-' && this.#pattern[this.#at + 1] !== ']') {
        this.#at += 1
        letters += range(from, this.#take())
      } else letters += from
    }
    this.#at += 1
    if (!negated) return letters
    return Array.from('aAb1 -')
      .filter((letter) => !letters.includes(letter))
      .join('')
  }

  #count(): number {
    const rest = this.#pattern.slice(this.#at)
    const found = /^(?:\*|\+|\?|\{(\d+)(?:,\d*)?\})\??/.exec(rest)
    if (!found) return 1
    this.#at += found[0].length
    if (found[1] !== undefined) return Math.min(Number(found[1]), 1000)
    return found[0].startsWith('+') ? 1 : 0
  }

  #letterOf(letters: string): string {
    const letter = letters[this.#variant % letters.length]
    if (letter === undefined) throw new Error('Not understood')
    return letter
  }

  #peek(): string {
    return this.#pattern[this.#at] ?? ''
  }

  #take(): string {
    const sign = this.#pattern[this.#at]
    if (sign === undefined) throw new Error('Not understood')
    this.#at += 1
    return sign
  }
}

function classOf(sign: string): string | null {
  if (sign === 'd') return '12'
  if (sign === 'w') return 'ab'
  if (sign === 's') return ' '
  if (sign === 'D' || sign === 'S') return 'ab'
  if (sign === 'W') return '-'
  return null
}

function range(from: string, to: string): string {
  const [first, last] = [from.charCodeAt(0), to.charCodeAt(0)]
  return Array.from({ length: Math.min(Math.max(last - first + 1, 0), 64) }, (_, index) =>
    String.fromCharCode(first + index),
  ).join('')
}
