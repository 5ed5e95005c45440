/** How long something lasts, counted on the page: `1:05`. Not announced: a clock that speaks each second helps nobody. */
import { useEffect, useState } from 'react'
import { lasted } from '../look/lasted.ts'

export function Since({ from }: { from: string }) {
  const [now, setNow] = useState(() => Date.now())
  useEffect(() => {
    const timer = window.setInterval(() => setNow(Date.now()), 1000)
    return () => window.clearInterval(timer)
  }, [])
  return <span className="hotline-since">{lasted(now - Date.parse(from))}</span>
}
