/**
 * The map: a picture drawn here, pressed as the image of a form, so that it works without script and without any tile
 * server. What it shows stands in the draft, never in an address: where somebody lives is nobody's business on the way.
 */
import type { FastifyInstance, FastifyReply } from 'fastify'
import { RefusedError, refuse } from '../../kernel/errors/index.ts'
import {
  areaAt,
  drawMap,
  MAP_SIZE,
  type PlaceMap,
  positionAt,
  type View,
  viewOf,
  viewOfPlace,
  zoomed,
} from '../../places/index.ts'
import { goTo, type Site, sendPage, type Visit, visitOf } from '../site.ts'
import { fill, textsIn } from '../texts/index.ts'
import { offeredAt } from './choices.ts'
import { type Draft, type Form, textOf } from './draft.ts'
import { type Open, openDraft, saveDraft } from './open.ts'

const config = { access: 'public' as const }
/** Each press comes this much nearer until a house can be told from the next. */
const STEP_IN = 0.4
const NEAR_ENOUGH = 0.012

interface Mapped extends Open {
  map: PlaceMap
}

async function openMap(v: Visit): Promise<Mapped | FastifyReply> {
  const open = await openDraft(v)
  if (!open) return goTo(v, '/tell-us/kind?lost=1')
  if (open.draft.sent) return goTo(v, '/tell-us/receipt')
  const { map } = (await offeredAt(v)).places
  return map ? { ...open, map } : goTo(v, '/tell-us/where')
}

/** Where the map stands now: as left, else at the township chosen, else the whole. */
function viewFor(draft: Draft, map: PlaceMap): View {
  if (draft.mapView) return draft.mapView
  const area = map.places.find((p) => p.code === draft.area && p.kind === 'area')
  return area ? viewOfPlace(area) : viewOf(map.bounds)
}

type Note = 'keyboard' | 'outside'

function showMap(v: Visit, { draft, map }: Mapped, note: Note | null, changing: boolean): FastifyReply {
  const t = textsIn(v.lang).tell.map
  const { point } = draft
  const area = point ? areaAt(map.places, point.lng, point.lat) : null
  const name = area ? `${area.name[v.lang]}${v.lang === 'zh' ? '，' : ', '}` : ''
  return sendPage(
    v,
    'tell-us-map',
    {
      changing,
      size: MAP_SIZE,
      // The picture changes with each press; browsers must not show the last one.
      picture: `/${v.slug}/tell-us/map.svg?${Date.parse(draft.savedAt)}`,
      marked: point
        ? fill(t.at, { area: name, lat: point.lat.toFixed(5), lng: point.lng.toFixed(5), datum: map.datum })
        : null,
      alt: fill(t.alt, { name: v.facts.bureau.name[v.lang] }),
      areas: map.places
        .filter((p) => p.kind !== 'water')
        .map((p) => ({ code: p.code, name: p.name[v.lang] })),
      source: map.source,
      note: note ? t[note] : null,
    },
    { personal: true, status: note ? 422 : 200 },
  )
}

/** What a press or a button makes of the draft; a note where it could not be followed. */
function pressed(draft: Draft, map: PlaceMap, form: Form): { draft: Draft; note: Note | null } {
  const view = viewFor(draft, map)
  const moved = (mapView: View) => ({ draft: { ...draft, mapView }, note: null })
  const list = textOf(form, 'to')
  if (form.go !== undefined) {
    const place = map.places.find((p) => p.code === list)
    return moved(place ? viewOfPlace(place) : viewOf(map.bounds))
  }
  if (form.closer !== undefined) return moved(zoomed(view, 0.5, map))
  if (form.wider !== undefined) return moved(zoomed(view, 2, map))
  if (form.whole !== undefined) return moved(viewOf(map.bounds))
  if (form.unmark !== undefined) return { draft: { ...draft, point: null }, note: null }
  const [x, y] = [Number(form['at.x']), Number(form['at.y'])]
  if (!Number.isFinite(x) || !Number.isFinite(y)) return { draft, note: null }
  // A browser sends the corner when the picture is pressed by keyboard.
  if (x === 0 && y === 0) return { draft, note: 'keyboard' }
  const point = positionAt(view, Math.min(MAP_SIZE, Math.max(0, x)), Math.min(MAP_SIZE, Math.max(0, y)))
  const area = areaAt(map.places, point.lng, point.lat)
  if (!area) return { draft, note: 'outside' }
  const span = view.span > NEAR_ENOUGH ? zoomed(view, STEP_IN, map).span : view.span
  return {
    draft: { ...draft, point, area: draft.area || area.code, mapView: { ...point, span } },
    note: null,
  }
}

export function mapRoutes(app: FastifyInstance, site: Site): void {
  app.get<{ Querystring: { change?: string } }>(
    '/:bureau/tell-us/map',
    { config },
    async (request, reply) => {
      const v = await visitOf(site, request, reply)
      const open = await openMap(v)
      return 'map' in open ? showMap(v, open, null, request.query.change !== undefined) : open
    },
  )
  app.post<{ Body: Form }>('/:bureau/tell-us/map', { config }, async (request, reply) => {
    const v = await visitOf(site, request, reply)
    const open = await openMap(v)
    if (!('map' in open)) return open
    const form = request.body ?? {}
    const changing = textOf(form, 'change') !== ''
    const change = changing ? '?change=1' : ''
    if (form.use !== undefined) return goTo(v, `/tell-us/where${change}`)
    const { draft, note } = pressed(open.draft, open.map, form)
    await saveDraft(v, { token: open.token, draft })
    return note ? showMap(v, { ...open, draft }, note, changing) : goTo(v, `/tell-us/map${change}`)
  })
  app.get('/:bureau/tell-us/map.svg', { config }, async (request, reply) => {
    const v = await visitOf(site, request, reply)
    const open = await openMap(v)
    if (!('map' in open)) throw new RefusedError(refuse('not_found'))
    const { draft, map } = open
    return reply
      .type('image/svg+xml; charset=utf-8')
      .header('content-security-policy', "default-src 'none'; sandbox")
      .header('cache-control', 'no-store')
      .send(drawMap(map, { view: viewFor(draft, map), point: draft.point, lang: v.lang }))
  })
}
