/** Codes of places and their map. */
import { type CatalogueEntry, entry } from '../entry.ts'

export const PLACE_CODES = {
  'places.no_file': entry(
    422,
    ['找不到这个文件', 'There is no such file'],
    ['请检查路径，并确认本程序可以读取它。', 'Check the path and that this program may read it.'],
  ),
  'places.file_too_large': entry(
    422,
    ['文件太大', 'The file is too large'],
    [
      '最多 {mb} MB；请先在制图软件里简化图形。',
      'At most {mb} MB; simplify the shapes in a mapping program first.',
    ],
  ),
  'places.not_geojson': entry(
    422,
    ['不是 GeoJSON 要素集', 'Not a GeoJSON feature collection'],
    [
      '请导出为 GeoJSON（FeatureCollection），坐标为经纬度。',
      'Export it as GeoJSON (a FeatureCollection) with longitude and latitude.',
    ],
  ),
  'places.feature': entry(
    422,
    ['第 {number} 个要素不能用', 'Feature {number} cannot be used'],
    [
      '每个要素要有 name，图形为点、线或面，坐标为经纬度（经度 -180 至 180，纬度 -90 至 90），kind 与图形相符。',
      'Each feature needs a name and a point, line or polygon in degrees (longitude -180 to 180, latitude -90 to 90) that fits its kind.',
    ],
  ),
  'places.code_twice': entry(
    422,
    ['编码 {code} 出现了两次', 'The code {code} occurs twice'],
    ['请让每个要素的 code 不同，或者都不写。', 'Give each feature a code of its own, or none any.'],
  ),
  'places.no_area': entry(
    422,
    ['文件里没有乡镇、街道的面', 'The file has no areas'],
    [
      '至少要有一个面要素（乡镇、街道或村）。',
      'It needs at least one polygon (township, subdistrict or village).',
    ],
  ),
  'places.too_large': entry(
    422,
    ['图形太多或太细', 'Too many features or corners'],
    [
      '最多 {features} 个要素、{corners} 个坐标点；请先简化。',
      'At most {features} features and {corners} corners; simplify it first.',
    ],
  ),
  'places.datum_unknown': entry(
    422,
    ['不认识这个坐标系', 'Unknown datum'],
    [
      '可以是 {known}。网络地图的偏移坐标（GCJ-02、BD-09）请先转换。',
      'Use one of {known}. Convert the shifted coordinates of commercial maps (GCJ-02, BD-09) first.',
    ],
  ),
} as const satisfies Record<string, CatalogueEntry>
