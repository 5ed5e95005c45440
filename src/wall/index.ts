/** The wall display (大屏): sums of the day for a room where everybody may look. */
export { wallRoutes } from './routes.ts'
export { createWallWatch, type WallWatch } from './watch.ts'
