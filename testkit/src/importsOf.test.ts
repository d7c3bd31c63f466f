import { describe, expect, it } from 'vitest'
import { importsOf } from './importsOf.ts'

describe('importsOf', () => {
  it('finds every form, and knows which are types alone', () => {
    const source = [
      "import a, { b } from './a.ts'",
      "import type { C } from './c.ts'",
      "import { type D, type E } from './d.ts'",
      "import { type F, g } from './f.ts'",
      'import {\n  h,\n  type I,\n} from "./h.ts"',
      "import './style.css'",
      "export { j } from './j.ts'",
      "export * from './k.ts'",
      "export type { L } from './l.ts'",
      "const page = await import('./page.ts')",
    ].join('\n')
    expect(importsOf(source)).toEqual([
      { specifier: './a.ts', typeOnly: false },
      { specifier: './c.ts', typeOnly: true },
      { specifier: './d.ts', typeOnly: true },
      { specifier: './f.ts', typeOnly: false },
      { specifier: './h.ts', typeOnly: false },
      { specifier: './style.css', typeOnly: false },
      { specifier: './j.ts', typeOnly: false },
      { specifier: './k.ts', typeOnly: false },
      { specifier: './l.ts', typeOnly: true },
      { specifier: './page.ts', typeOnly: false },
    ])
  })

  it('reads no imports in comments and ordinary code', () => {
    const source =
      "// import x from './x.ts'\n/* import './y.ts' */\nexport const from = 'z'\nexport function f() { return 'w' }"
    expect(importsOf(source)).toEqual([])
  })
})
