/** What a campaign would say, to how many, in how many segments and for how much: with real values, numbers masked. */
import type { Command } from '../bureau/index.ts'
import { type Refusal, refuse } from '../kernel/errors/index.ts'
import { type Tx, withTx } from '../kernel/postgres/connect.ts'
import { masked } from '../notices/index.ts'
import { missingIn } from './campaigns.ts'
import type { CampaignFields, Preview } from './contract.ts'
import { textFor } from './dispatcher.ts'
import { contactsAfter, countPeople, unitsOfGroups } from './group-store.ts'
import { boxes, type MessagesRoom, type Person } from './room.ts'
import { lengthOf } from './segments.ts'
import { settingsIn } from './settings.ts'

const SHOWN_A_GROUP = 2
const MOST_SHOWN = 6
/** Texts that are made to count their segments; more are carried over. */
const COUNTED = 2000

/** @returns refusal `not_found` */
export async function previewCampaign(
  room: MessagesRoom,
  c: Command,
  fields: CampaignFields,
): Promise<Preview | Refusal> {
  const { bureauId } = c.session
  const facts = await room.directory.byId(bureauId)
  if (!facts) return refuse('not_found')
  const { open } = boxes(room.keyring, bureauId)
  return withTx(
    room.pool,
    { bureau: bureauId },
    async (tx: Tx) => {
      const settings = await settingsIn(tx, bureauId, facts.bureau.name.zh)
      const { people, optedOut } = await countPeople(tx, bureauId, fields.groupIds, fields.via)
      const units = await unitsOfGroups(tx, bureauId, fields.groupIds)
      const samples: Preview['samples'] = []
      let counted = 0
      let segments = 0
      for (const groupId of fields.groupIds) {
        const unitId = units.get(groupId)
        if (!unitId) continue
        const limit = Math.ceil(COUNTED / units.size)
        const rows = await contactsAfter(tx, bureauId, groupId, '', limit)
        let shown = 0
        for (const row of rows) {
          if (row.via !== fields.via || row.optedOut) continue
          const person = open<Person>('contact', row.digest, row.box)
          const text = textFor({ ...fields, signature: settings.signature }, facts, unitId, person)
          const length = lengthOf(text)
          counted++
          segments += fields.via === 'sms' ? length.segments : 1
          if (shown++ < SHOWN_A_GROUP && samples.length < MOST_SHOWN)
            samples.push({ unitId, address: masked(person.address), text, length })
        }
      }
      const total = counted === 0 ? 0 : Math.ceil((segments / counted) * people)
      const lines = room.linesOf(facts.bureau, fields.via)
      return {
        people,
        optedOut,
        samples,
        counted,
        segments: total,
        costFen: lines[0] ? total * lines[0].costFen : null,
        gateways: lines.map((l) => l.name),
        missing: missingIn(fields),
        needsApproval: people > settings.approveAbove,
      }
    },
    { readOnly: true },
  )
}
