/** Decimal text of revenue less payout, exact: both have four decimals at most. */
export function marginOf(revenue: string, payout: string): string {
  const units = tenThousandths(revenue) - tenThousandths(payout)
  const digits = (units < 0n ? -units : units).toString().padStart(5, '0')
  return `${units < 0n ? '-' : ''}${digits.slice(0, -4)}.${digits.slice(-4)}`
}

function tenThousandths(amount: string): bigint {
  const [whole = '0', decimals = ''] = amount.replace('-', '').split('.')
  const units = BigInt(whole + decimals.padEnd(4, '0').slice(0, 4))
  return amount.startsWith('-') ? -units : units
}
