/** Notices of a practice ground: made like any other, and handed to nobody. */
import type { Notice, NoticeAdapter } from './notice.ts'

/**
 * Keeps what a practice ground would tell people from every way out: gateway, queue and file. It counts as delivered, so
 * that nobody is told by another way and no job tries again.
 * @param isPractice whether a bureau is a practice ground
 */
export function stayingInside(
  out: NoticeAdapter,
  isPractice: (bureauId: string) => Promise<boolean>,
): NoticeAdapter {
  return {
    send: async (notice: Notice) =>
      (await isPractice(notice.bureauId)) ? { delivered: true } : out.send(notice),
  }
}
