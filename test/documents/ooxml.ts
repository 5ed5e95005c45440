/**
 * What Word and WPS are strict about in a .docx: elements known to ECMA-376 Part 1 (WordprocessingML, transitional), in
 * the order of its sequences; every part named among the content types; every relation leading somewhere.
 */
import { XMLParser, XMLValidator } from 'fast-xml-parser'
import { fileInZip, filesInZip } from './zip.ts'

const words = (text: string): string[] => text.trim().split(/\s+/)

/** Children in the order of the schema's sequence. */
const SEQUENCES: Readonly<Record<string, string[]>> = {
  document: words('background body'),
  pPr: words(`pStyle keepNext keepLines pageBreakBefore framePr widowControl numPr suppressLineNumbers pBdr shd tabs
    suppressAutoHyphens kinsoku wordWrap overflowPunct topLinePunct autoSpaceDE autoSpaceDN bidi adjustRightInd
    snapToGrid spacing ind contextualSpacing mirrorIndents suppressOverlap jc textDirection textAlignment
    textboxTightWrap outlineLvl divId cnfStyle rPr sectPr pPrChange`),
  rPr: words(`rStyle rFonts b bCs i iCs caps smallCaps strike dstrike outline shadow emboss imprint noProof snapToGrid
    vanish webHidden color spacing w kern position sz szCs highlight u effect bdr shd fitText vertAlign rtl cs em lang
    eastAsianLayout specVanish oMath rPrChange`),
  sectPr:
    words(`headerReference footerReference footnotePr endnotePr type pgSz pgMar paperSrc pgBorders lnNumType
    pgNumType cols formProt vAlign noEndnote titlePg textDirection bidi rtlGutter docGrid printerSettings sectPrChange`),
  pBdr: words('top left bottom right between bar'),
  tbl: words('tblPr tblGrid tr'),
  tblPr:
    words(`tblStyle tblpPr tblOverlap bidiVisual tblStyleRowBandSize tblStyleColBandSize tblW jc tblCellSpacing
    tblInd tblBorders shd tblLayout tblCellMar tblLook tblCaption tblDescription tblPrChange`),
  tblBorders: words('top left start bottom right end insideH insideV'),
  tblCellMar: words('top left start bottom right end'),
  tr: words('tblPrEx trPr tc'),
  tc: words('tcPr p'),
  tcPr: words(`cnfStyle tcW gridSpan hMerge vMerge tcBorders shd noWrap tcMar textDirection tcFitText vAlign hideMark
    headers cellIns cellDel cellMerge tcPrChange`),
  tcBorders: words('top start left bottom end right insideH insideV tl2br tr2bl'),
  tcMar: words('top start left bottom end right'),
  style:
    words(`name aliases basedOn next link autoRedefine hidden uiPriority semiHidden unhideWhenUsed qFormat locked
    personal personalCompose personalReply rsid pPr rPr tblPr trPr tcPr tblStylePr`),
  styles: words('docDefaults latentStyles style'),
  docDefaults: words('rPrDefault pPrDefault'),
  font: words(`altName panose1 charset family notTrueType pitch sig embedRegular embedBold embedItalic
    embedBoldItalic`),
  settings:
    words(`writeProtection view zoom removePersonalInformation removeDateAndTime doNotDisplayPageBoundaries
    displayBackgroundShape printPostScriptOverText printFractionalCharacterWidth printFormsData embedTrueTypeFonts
    embedSystemFonts saveSubsetFonts saveFormsData mirrorMargins alignBordersAndEdges bordersDoNotSurroundHeader
    bordersDoNotSurroundFooter gutterAtTop hideSpellingErrors hideGrammaticalErrors activeWritingStyle proofState
    formsDesign attachedTemplate linkStyles stylePaneFormatFilter stylePaneSortMethod documentType mailMerge
    revisionView trackRevisions doNotTrackMoves doNotTrackFormatting documentProtection autoFormatOverride
    styleLockTheme styleLockQFSet defaultTabStop autoHyphenation consecutiveHyphenLimit hyphenationZone
    doNotHyphenateCaps showEnvelope summaryLength clickAndTypeStyle defaultTableStyle evenAndOddHeaders
    bookFoldRevPrinting bookFoldPrinting bookFoldPrintingSheets drawingGridHorizontalSpacing
    drawingGridVerticalSpacing displayHorizontalDrawingGridEvery displayVerticalDrawingGridEvery
    doNotUseMarginsForDrawingGridOrigin drawingGridHorizontalOrigin drawingGridVerticalOrigin doNotShadeFormData
    noPunctuationKerning characterSpacingControl printTwoOnOne strictFirstAndLastChars noLineBreaksAfter
    noLineBreaksBefore savePreviewPicture doNotValidateAgainstSchema saveInvalidXml ignoreMixedContent
    alwaysShowPlaceholderText doNotDemarcateInvalidXml saveXmlDataOnly useXSLTWhenSaving saveThroughXslt showXMLTags
    alwaysMergeEmptyNamespace updateFields hdrShapeDefaults footnotePr endnotePr compat docVars rsids mathPr
    attachedSchema themeFontLang clrSchemeMapping doNotIncludeSubdocsInStats doNotAutoCompressPictures forceUpgrade
    captions readModeInkLockDown smartTagType schemaLibrary shapeDefaults doNotEmbedSmartTags decimalSymbol
    listSeparator`),
  numbering: words('numPicBullet abstractNum num numIdMacAtCleanup'),
  abstractNum: words('nsid multiLevelType tmpl name styleLink numStyleLink lvl'),
  lvl: words('start numFmt lvlRestart pStyle isLgl suff lvlText lvlPicBulletId legacy lvlJc pPr rPr'),
  num: words('abstractNumId lvlOverride'),
  lvlOverride: words('startOverride lvl'),
}
/** Children in any order, after a first one where the schema has one. */
const CHOICES: Readonly<Record<string, string[]>> = {
  body: words('p tbl sectPr'),
  p: words('pPr r hyperlink bookmarkStart bookmarkEnd'),
  r: words(`rPr br t tab fldChar instrText separator continuationSeparator footnoteRef endnoteRef`),
  trPr: words('cantSplit trHeight tblHeader jc hidden'),
  tabs: words('tab'),
  tblGrid: words('gridCol'),
  compat: words('compatSetting'),
  rPrDefault: words('rPr'),
  pPrDefault: words('pPr'),
  fonts: words('font'),
  ftr: words('p'),
  hdr: words('p'),
  footnotes: words('footnote'),
  footnote: words('p'),
  endnotes: words('endnote'),
  endnote: words('p'),
}
/** Must stand first, or last, among the children of its parent. */
const FIRST: Readonly<Record<string, string>> = { p: 'pPr', r: 'rPr' }
const LAST: Readonly<Record<string, string>> = { body: 'sectPr', tc: 'p' }

type Node = Record<string, unknown>
const PARSER = new XMLParser({ preserveOrder: true, ignoreAttributes: false, parseTagValue: false })
const nameOf = (node: Node): string => Object.keys(node).find((key) => key !== ':@') ?? ''

function look(part: string, node: Node, found: string[]): void {
  const tag = nameOf(node)
  const children = (node[tag] as Node[]).filter((c) => nameOf(c) !== '#text')
  const names = children.map(nameOf)
  const local = tag.replace(/^w:/, '')
  const at = `${part}: ${tag}`
  const foreign = names.filter((n) => !n.startsWith('w:'))
  if (foreign.length > 0) found.push(`${at} holds ${foreign.join(', ')}`)
  const own = names.map((n) => n.replace(/^w:/, ''))
  const sequence = SEQUENCES[local]
  const allowed = sequence ?? CHOICES[local] ?? []
  for (const n of own) if (!allowed.includes(n)) found.push(`${at} may not hold ${n}`)
  if (sequence) {
    const places = own.map((n) => sequence.indexOf(n))
    if (places.some((p, i) => i > 0 && p < places[i - 1]!)) found.push(`${at} out of order: ${own.join(' ')}`)
  }
  const first = FIRST[local]
  if (first && own.indexOf(first) > 0) found.push(`${at}: ${first} is not first`)
  const last = LAST[local]
  if (last && own.at(-1) !== last) found.push(`${at}: ${last} is not last`)
  for (const child of children) look(part, child, found)
}

/** @returns what a strict reader would stumble over, in words; empty when it is sound */
export function faultsOf(docx: Buffer): string[] {
  const found: string[] = []
  const names = filesInZip(docx)
  if (!names.includes('[Content_Types].xml')) return ['no content types']
  const types = fileInZip(docx, '[Content_Types].xml')
  const overridden = new Set([...types.matchAll(/PartName="\/([^"]+)"/g)].map((m) => m[1]!))
  const endings = new Set([...types.matchAll(/Extension="([^"]+)"/g)].map((m) => m[1]!))
  for (const name of names) {
    const xml = fileInZip(docx, name)
    const sound = XMLValidator.validate(xml)
    if (sound !== true) found.push(`${name}: ${sound.err.msg}`)
    if (name === '[Content_Types].xml') continue
    if (name.endsWith('.rels')) {
      const folder = name.replace(/_rels\/[^/]+$/, '')
      for (const [, target, mode] of xml.matchAll(/Target="([^"]+)"(?:[^>]*TargetMode="(\w+)")?/g))
        if (
          mode !== 'External' &&
          !names.includes(target!.startsWith('/') ? target!.slice(1) : folder + target)
        )
          found.push(`${name} leads to ${target}, which is not there`)
      continue
    }
    // A part typed by its ending alone is plain XML to Word, which then does not know it.
    if (!overridden.has(name)) found.push(`${name} has no content type (${[...endings].join(', ')})`)
    if (!/^word\/[a-z]+\d*\.xml$/i.test(name)) continue
    for (const node of PARSER.parse(xml) as Node[]) if (!nameOf(node).startsWith('?')) look(name, node, found)
  }
  return found
}
