/** Early warning on the start page: only where a topic grows. */
import { Growing } from './growing.tsx'

export const GrowingLine = () => <Growing quiet />
