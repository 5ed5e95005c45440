/** What other rooms may see of a bureau's places and its map. */

export { areaOf, areasOf } from './areas.ts'
export type { Datum, Place, PlaceMap } from './contract.ts'
export { drawMap, MAP_SIZE, positionAt, type View, viewOf, viewOfPlace, zoomed } from './draw.ts'
export { areaAt } from './geometry.ts'
export { loadMap, type MapLoaded } from './load-map.ts'
export { type Outline, type Outlines, outlinesOf } from './outlines.ts'
export { type ListedPlace, type PlacesOfBureau, placesOf } from './read-places.ts'
export { runPlaces } from './run-places.ts'
