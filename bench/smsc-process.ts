/** The SMSC of the benchmark in a process of its own, so that its work is not counted as ours. */
import { startSmsc } from './smsc.ts'

const smsc = await startSmsc({ keep: false })
process.send?.({ port: smsc.port })
process.on('message', () => {
  let messages = 0
  let twice = 0
  for (const n of smsc.counts.values()) {
    messages += n
    if (n > 1) twice++
  }
  process.send?.({ people: smsc.counts.size, messages, twice })
  smsc.counts.clear()
})
process.on('disconnect', () => process.exit(0))
