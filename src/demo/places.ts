/** The demo county's map: plainly made up, drawn around the point where equator and prime meridian meet, in the sea. */

import type { CasesDeps } from '../cases/index.ts'
import { isRefusal } from '../kernel/errors/index.ts'
import type { Pool } from '../kernel/postgres/connect.ts'
import { loadMap } from '../places/index.ts'

type Corner = [lng: number, lat: number]

interface DemoPlace {
  code: string
  zh: string
  en: string
  kind: 'area' | 'road' | 'water' | 'point'
  parent?: string
  corners: Corner[]
}

const area = (code: string, zh: string, en: string, corners: Corner[], parent?: string): DemoPlace => ({
  code,
  zh,
  en,
  kind: 'area',
  corners: [...corners, corners[0]!],
  ...(parent ? { parent } : {}),
})
const line = (
  code: string,
  kind: 'road' | 'water',
  zh: string,
  en: string,
  corners: Corner[],
): DemoPlace => ({
  code,
  zh,
  en,
  kind,
  corners,
})
const point = (code: string, zh: string, en: string, at: Corner): DemoPlace => ({
  code,
  zh,
  en,
  kind: 'point',
  corners: [at],
})

const PLACES: readonly DemoPlace[] = [
  area('cd', '城东街道', 'Chengdong', [
    [0.2, 0.1],
    [0.29, 0.09],
    [0.33, 0.14],
    [0.3, 0.19],
    [0.2, 0.18],
  ]),
  area('cx', '城西街道', 'Chengxi', [
    [0.2, 0.1],
    [0.2, 0.18],
    [0.13, 0.19],
    [0.08, 0.14],
    [0.12, 0.09],
  ]),
  area('bh', '北河镇', 'Beihe', [
    [0.08, 0.14],
    [0.13, 0.19],
    [0.2, 0.18],
    [0.3, 0.19],
    [0.33, 0.14],
    [0.4, 0.22],
    [0.31, 0.3],
    [0.12, 0.29],
    [0.01, 0.22],
  ]),
  area('ns', '南山乡', 'Nanshan', [
    [0.08, 0.14],
    [0.12, 0.09],
    [0.2, 0.1],
    [0.29, 0.09],
    [0.33, 0.14],
    [0.38, 0.06],
    [0.28, 0],
    [0.1, 0.01],
    [0.02, 0.07],
  ]),
  area(
    'bh-1',
    '一号村',
    'Village One',
    [
      [0.14, 0.22],
      [0.19, 0.21],
      [0.2, 0.26],
      [0.15, 0.27],
    ],
    'bh',
  ),
  area(
    'ns-1',
    '二号村',
    'Village Two',
    [
      [0.2, 0.03],
      [0.27, 0.03],
      [0.26, 0.07],
      [0.19, 0.06],
    ],
    'ns',
  ),
  line('river', 'water', '北河', 'North river', [
    [0.005, 0.205],
    [0.1, 0.2],
    [0.2, 0.205],
    [0.3, 0.215],
    [0.37, 0.24],
  ]),
  line('jianshe', 'road', '建设路', 'Jianshe Road', [
    [0.09, 0.14],
    [0.2, 0.142],
    [0.32, 0.14],
  ]),
  line('heping', 'road', '和平街', 'Heping Street', [
    [0.24, 0.095],
    [0.238, 0.142],
    [0.235, 0.185],
  ]),
  line('x-1', 'road', '县道一', 'County road one', [
    [0.235, 0.185],
    [0.22, 0.24],
    [0.2, 0.295],
  ]),
  line('x-2', 'road', '县道二', 'County road two', [
    [0.24, 0.095],
    [0.23, 0.05],
    [0.2, 0.005],
  ]),
  point('hall', '接待大厅', 'Reception hall', [0.232, 0.146]),
  point('bus', '汽车站', 'Bus station', [0.17, 0.139]),
]

/** As the file a bureau would load (RFC 7946). */
function demoGeoJson(): string {
  const geometry = (p: DemoPlace) => {
    if (p.kind === 'area') return { type: 'Polygon', coordinates: [p.corners] }
    if (p.kind === 'point') return { type: 'Point', coordinates: p.corners[0] }
    return { type: 'LineString', coordinates: p.corners }
  }
  const features = PLACES.map((p) => ({
    type: 'Feature',
    properties: {
      code: p.code,
      name_zh: p.zh,
      name_en: p.en,
      kind: p.kind,
      ...(p.parent ? { parent: p.parent } : {}),
    },
    geometry: geometry(p),
  }))
  return JSON.stringify({ type: 'FeatureCollection', features })
}

/** Loads the map as an operator would. */
export async function addDemoMap(deps: { owner: Pool; cases: CasesDeps }, today: Date): Promise<void> {
  const map = await loadMap(
    { owner: deps.owner, directory: deps.cases.directory, clock: { now: () => today } },
    {
      text: demoGeoJson(),
      bureau: 'demo',
      datum: 'WGS84',
      source: '演示用示意图，不是真实地方',
    },
  )
  if (isRefusal(map)) throw new Error(`demo: map: ${map.refused}`)
}
