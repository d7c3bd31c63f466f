// Which field a buyer's answer speaks of.

interface Named {
  readonly key: string
  readonly label?: string | undefined
}

/** Shorter names turn up in sentences by chance. */
const tellingLength = 3

/** The longest key or label that stands in the answer, whatever its case; null where none does. */
export function namedField<Field extends Named>(answer: string, fields: readonly Field[]): Field | null {
  const words = answer.toLowerCase()
  const lengthOf = ({ key, label }: Named) =>
    Math.max(
      0,
      ...[key, label ?? ''].map((name) =>
        name.length >= tellingLength && words.includes(name.toLowerCase()) ? name.length : 0,
      ),
    )
  const [best] = fields.toSorted((a, b) => lengthOf(b) - lengthOf(a))
  return best && lengthOf(best) > 0 ? best : null
}
