/** How much of a file is taken in. */
export const MAX_FILE_BYTES = 20 * 1024 * 1024
/** A register of twenty thousand rows is some thirty times its packed size; a bomb is a thousand times. */
export const MAX_UNPACKED_BYTES = 300 * 1024 * 1024
export const MAX_ROWS = 20_000
export const MAX_COLUMNS = 200
/** Reading takes a second or two; what takes longer is no table. */
export const READ_TIMEOUT_MS = 60_000
/** Memory of the reader, in MiB. */
export const READ_MEMORY_MB = 768
/** Text of this size is read at once: starting a thread for it would cost more than reading it. */
export const SMALL_TEXT_BYTES = 128 * 1024
