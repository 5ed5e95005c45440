/** `huiyin places`: a bureau's map out of a GeoJSON file. */
import { isRefusal, problemOf, type Refusal } from '../kernel/errors/index.ts'
import { loadMap, type MapDeps, readMapFile } from './load-map.ts'

export interface PlacesOutput {
  exitCode: 0 | 1
  json: unknown
  text: string
}

const refused = (refusal: Refusal): PlacesOutput => {
  const zh = problemOf(refusal, 'zh', '')
  const en = problemOf(refusal, 'en', '')
  return {
    exitCode: 1,
    json: {
      ok: false,
      error: { code: refusal.refused, zh: zh?.title, en: en?.title, details: refusal.details },
    },
    text: `${zh?.title}。${zh?.detail}\n${en?.title}. ${en?.detail}\n(${refusal.refused})\n`,
  }
}

/** Replaces the map of a bureau; pages show it within a minute. */
export async function runPlaces(
  deps: MapDeps,
  ask: { file: string; bureau: string; datum: string; source: string },
): Promise<PlacesOutput> {
  const text = await readMapFile(ask.file)
  if (isRefusal(text)) return refused(text)
  const loaded = await loadMap(deps, { ...ask, text })
  if (isRefusal(loaded)) return refused(loaded)
  const { areas, others, datum } = loaded
  return {
    exitCode: 0,
    json: { ok: true, areas, others, datum },
    text: `已载入 ${areas} 个地方、${others} 个道路水系标志（${datum}）· loaded ${areas} areas and ${others} other features (${datum})\n`,
  }
}
