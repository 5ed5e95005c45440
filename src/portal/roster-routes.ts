/** Who is on duty now: office and telephone, a name only where the bureau says so. */
import type { FastifyInstance } from 'fastify'
import { publicDuty } from '../roster/index.ts'
import { type Site, sendPage, visitOf } from './site.ts'

const config = { access: 'public' as const }

export function rosterPages(app: FastifyInstance, site: Site): void {
  app.get('/:bureau/duty', { config }, async (request, reply) => {
    const v = await visitOf(site, request, reply)
    const { app: pool, directory, keyring } = site.cases
    const { bureauId, zone } = v.facts.bureau
    const clock = new Intl.DateTimeFormat('en-GB', {
      timeZone: zone,
      hour: '2-digit',
      minute: '2-digit',
      hourCycle: 'h23',
    })
    const duties = await publicDuty({ pool, directory, keyring }, bureauId, v.now)
    const items = duties.map((d) => ({
      kind: d.kind,
      unit: v.facts.units.get(d.unitId)?.name[v.lang] ?? '',
      phone: d.phone,
      name: d.name,
      until: clock.format(new Date(d.endsAt)),
    }))
    return sendPage(v, 'duty', { items })
  })
}
