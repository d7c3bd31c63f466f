import { useEffect, useState } from 'react'

const everyMs = 60_000

/** Now, told anew each minute: "last 24 hours" goes on while somebody looks. */
export function useNow(): Date {
  const [now, setNow] = useState(() => new Date())
  useEffect(() => {
    const timer = setInterval(() => setNow(new Date()), everyMs)
    return () => clearInterval(timer)
  }, [])
  return now
}
