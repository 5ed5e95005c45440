/** Schemas of the documents' API. */
import Type, { type TSchema } from 'typebox'
import { HEAD_MARKS, PAPER_KINDS, type PaperKind, SECRECY_GRADES, URGENCIES } from './contract.ts'

const closed = { additionalProperties: false } as const
const nullable = <T extends TSchema>(schema: T) => Type.Union([schema, Type.Null()])
const Uuid = Type.String({ format: 'uuid' })
const Day = Type.String({ format: 'date' })
const choice = <const T extends string>(...values: T[]) => Type.Unsafe<T>(Type.String({ enum: values }))
const Kind = Type.Unsafe<PaperKind>(Type.String({ enum: [...PAPER_KINDS] }))
const Audience = choice('person', 'unit', 'file')
const Stage = choice('draft', 'submitted', 'approved', 'sealed', 'served')
const Label = Type.Object({ zh: Type.String(), en: Type.String() }, closed)
const Unit = Type.Object({ unitId: Uuid, name: Label }, closed)
const Revision = Type.Integer({ minimum: 1, description: 'Version of the words that was seen.' })
const Id = Type.String({ maxLength: 20 })

export const OfMatter = Type.Object({ matterId: Uuid }, closed)
export const OfPaper = Type.Object({ matterId: Uuid, paperId: Uuid }, closed)
export const OfDocument = Type.Object({ documentId: Id }, closed)
export const OfService = Type.Object({ serviceId: Id }, closed)
export const OnlineAgreement = Type.Object({ agreed: Type.Boolean() }, closed)
export const OnlineRecord = Type.Object(
  {
    agreed: Type.Boolean(),
    evidence: nullable(Uuid),
  },
  closed,
)
export const OfUnit = Type.Object({ unitId: Uuid }, closed)

export const DraftBody = Type.Object({ kind: Kind, proceedingId: Id, documentId: nullable(Id) }, closed)
const HeadMarks = Type.Array(choice(...HEAD_MARKS), { maxItems: HEAD_MARKS.length, uniqueItems: true })
const Marks = Type.Object(
  {
    copyNumber: nullable(Type.String({ pattern: '^[0-9]{1,6}$' })),
    secrecy: nullable(
      Type.Object(
        { grade: choice(...SECRECY_GRADES), years: nullable(Type.Integer({ minimum: 1, maximum: 30 })) },
        closed,
      ),
    ),
    urgency: nullable(choice(...URGENCIES)),
    copyTo: Type.Array(Type.String({ minLength: 1, maxLength: 60 }), { maxItems: 30 }),
    imprint: Type.Boolean(),
  },
  { ...closed, title: 'PaperMarks' },
)
export const TextBody = Type.Object(
  {
    revision: Revision,
    marks: Type.Optional(Marks),
    paragraphs: Type.Array(Type.String({ maxLength: 20_000 }), { minItems: 1, maxItems: 500 }),
  },
  closed,
)
export const MoveBody = Type.Object(
  { revision: Revision, move: choice('submit', 'send-back', 'drop') },
  closed,
)
export const ApproveBody = Type.Object({ revision: Revision }, closed)
export const DeliveryBody = Type.Object(
  {
    on: Day,
    method: choice('in-system', 'in-person', 'post', 'other'),
    detail: Type.String({ maxLength: 2000 }),
  },
  closed,
)
export const CompareQuery = Type.Object({ from: Revision, to: Revision }, closed)
export const DocxQuery = Type.Object({ revision: Type.Optional(Revision) }, closed)
export const WaitingQuery = Type.Object(
  { state: Type.Optional(choice('draft', 'submitted', 'approved')) },
  closed,
)
const Word = Type.String({ maxLength: 20 })
export const OrganBody = Type.Object(
  {
    printedName: nullable(Type.String({ maxLength: 60 })),
    word: nullable(Word),
    kindWords: Type.Record(Type.String({ maxLength: 40 }), Word),
    imprintBy: nullable(Type.String({ maxLength: 60 })),
    headMarks: HeadMarks,
  },
  closed,
)

export const Drafted = Type.Object(
  {
    paperId: Uuid,
    revision: Type.Integer(),
    state: choice('draft', 'submitted', 'approved', 'sealed', 'dropped'),
  },
  closed,
)
export const CommandResult = Type.Object(
  {
    matterId: Uuid,
    number: Type.String(),
    version: Type.Integer(),
    state: Type.String(),
    end: nullable(Type.String()),
    replayed: Type.Optional(Type.Boolean()),
  },
  closed,
)

export const OnlineServiceView = Type.Object(
  {
    agreed: Type.Boolean(),
    asked: Type.Boolean({
      description: 'Whether statutory documents may come that could be served otherwise.',
    }),
    waiting: Type.Array(
      Type.Object(
        {
          serviceId: Type.String(),
          documentId: Type.String(),
          label: Label,
          title: nullable(Type.String()),
          number: nullable(Type.String()),
          organ: nullable(Label),
          issuedOn: Day,
        },
        closed,
      ),
    ),
  },
  { ...closed, title: 'OnlineService' },
)
const PaperItem = Type.Object(
  {
    paperId: Uuid,
    kind: Kind,
    audience: Audience,
    stage: Stage,
    revision: Type.Integer(),
    number: nullable(Type.String()),
    unit: Unit,
    toUnit: nullable(Unit),
    documentId: nullable(Type.String()),
    proceedingId: Type.String(),
    approvedOn: nullable(Day),
    sealed: nullable(Type.Object({ attachmentId: Uuid, on: Day }, closed)),
    served: nullable(Type.Object({ on: Day, method: Type.String() }, closed)),
    may: Type.Object(
      {
        write: Type.Boolean(),
        edit: Type.Boolean(),
        sign: Type.Boolean(),
        sendBack: Type.Boolean(),
        seal: Type.Boolean(),
        deliver: Type.Boolean(),
      },
      closed,
    ),
  },
  { ...closed, title: 'PaperItem' },
)
export const PapersOfMatter = Type.Object(
  {
    items: Type.Array(PaperItem),
    possible: Type.Array(
      Type.Object(
        { kind: Kind, audience: Audience, proceedingId: Type.String(), documentId: nullable(Type.String()) },
        closed,
      ),
    ),
    online: nullable(
      Type.Object(
        {
          agreed: Type.Boolean(),
          on: nullable(Day),
          by: nullable(choice('citizen', 'unit')),
          mayRecord: Type.Boolean(),
        },
        closed,
      ),
    ),
  },
  closed,
)
const Paper = Type.Object(
  {
    kind: Kind,
    organ: Type.String(),
    number: nullable(Type.String()),
    numbered: Type.Boolean(),
    markings: Type.Array(Type.String()),
    upward: Type.Boolean(),
    letter: Type.Boolean(),
    signedBy: nullable(Type.String()),
    title: Type.String(),
    addressee: nullable(Type.String()),
    paragraphs: Type.Array(Type.String()),
    fixed: Type.Array(Type.String()),
    rows: Type.Array(Type.Object({ label: Type.String(), value: Type.String() }, closed)),
    signers: Type.Array(Type.String()),
    signed: Type.Boolean(),
    date: nullable(Day),
    copyTo: Type.Array(Type.String()),
    imprintBy: nullable(Type.String()),
  },
  { ...closed, title: 'Paper' },
)
export const PaperPage = Type.Object(
  {
    item: PaperItem,
    matter: Type.Object(
      { matterId: Uuid, number: Type.String(), version: Type.Integer(), subject: nullable(Type.String()) },
      closed,
    ),
    paragraphs: Type.Array(Type.String()),
    marks: Marks,
    headMarks: HeadMarks,
    paper: Paper,
    revisions: Type.Array(
      Type.Object(
        {
          revision: Type.Integer(),
          source: choice('merged', 'browser', 'word'),
          at: Type.String(),
          by: Type.String(),
          hasFile: Type.Boolean(),
        },
        closed,
      ),
    ),
    unverified: Type.Array(Type.String()),
    takesStep: nullable(Label),
  },
  { ...closed, title: 'PaperPage' },
)
export const Comparison = Type.Object(
  {
    from: Type.Integer(),
    to: Type.Integer(),
    changes: Type.Array(
      Type.Object({ kind: choice('same', 'added', 'removed'), text: Type.String() }, closed),
    ),
  },
  closed,
)
export const WaitingPage = Type.Object(
  {
    items: Type.Array(
      Type.Object(
        {
          paperId: Uuid,
          matterId: Uuid,
          matterNumber: Type.String(),
          kind: Kind,
          stage: Stage,
          number: nullable(Type.String()),
          unit: Unit,
          changedAt: Type.String(),
        },
        closed,
      ),
    ),
  },
  closed,
)
export const OrganNumbers = Type.Object(
  {
    unitId: Uuid,
    name: Label,
    printedName: nullable(Type.String()),
    word: nullable(Type.String()),
    kindWords: Type.Record(Type.String(), Type.String()),
    imprintBy: nullable(Type.String()),
    headMarks: HeadMarks,
    mayChange: Type.Boolean(),
    kinds: Type.Array(
      Type.Object(
        {
          kind: Kind,
          word: Type.String(),
          prefix: Type.String(),
          given: Type.Integer(),
          year: Type.Integer(),
        },
        closed,
      ),
    ),
  },
  closed,
)
export const CitizenDocuments = Type.Object(
  {
    items: Type.Array(
      Type.Object(
        {
          documentId: Type.String(),
          kind: Type.String(),
          label: Label,
          title: nullable(Type.String()),
          number: nullable(Type.String()),
          organ: nullable(Label),
          issuedOn: Day,
          servedOn: Day,
          method: nullable(Type.String()),
          texts: Type.Array(Type.String()),
          file: Type.Object(
            {
              name: Type.String(),
              mediaType: Type.String(),
              size: nullable(Type.Integer({ description: 'In bytes; of a sealed version alone.' })),
              sealed: Type.Boolean(),
            },
            closed,
          ),
        },
        { ...closed, title: 'CitizenDocument' },
      ),
    ),
  },
  closed,
)
