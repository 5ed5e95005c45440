/** What other rooms may use to make a picture safe to keep. */
export { stripPicture } from './strip.ts'
