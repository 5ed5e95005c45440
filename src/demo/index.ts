/** What the composition root may see of the demo. */
export { fillDemo } from './fill-demo.ts'
export { DEMO_BUREAUS } from './organs.ts'
export { addDemoMap } from './places.ts'
export { gatherDemoTopics } from './topics.ts'
