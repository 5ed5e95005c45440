/**
 * Heat of a topic (热度): letters count less the longer ago they came, and one of many persons counts more than one of one,
 * but not as many times as there are persons. Pure.
 */
import { diffDays, type PlainDate } from '../kernel/calendar/index.ts'

/** After so many days a letter counts half. */
export const HALF_DAYS = 14
const EPOCH: PlainDate = '2020-01-01'

/** What a letter of so many persons counts on the day it comes. */
export const weightOfPersons = (persons: number): number => 1 + Math.log(Math.max(1, persons))

/**
 * Warmth of one letter, as it is kept: weight times 2^(days from 2020-01-01 / 14). Sums of it do not change as days go by
 * and order topics as their heat does. Holds until 2059, when the exponent leaves what a number can hold.
 */
export const warmthOf = (receivedOn: PlainDate, persons: number): number =>
  weightOfPersons(persons) * 2 ** (diffDays(EPOCH, receivedOn) / HALF_DAYS)

/** Heat on a day: the sum over letters of (1 + ln persons) x 1/2^(days since it came / 14). */
export const heatOn = (warmth: number, today: PlainDate): number =>
  warmth * 2 ** (-diffDays(EPOCH, today) / HALF_DAYS)
