import { inflateSync } from 'node:zlib';

/**
 * A light check that a file is what it says: PDF/A-2a. It reads every object and looks at what goes wrong in practice;
 * it is no validator (that is veraPDF) and finds nothing inside content streams. Returns what is wrong, in English.
 */
export function checkPdfA(bytes: Uint8Array): string[] {
  const text = Buffer.from(bytes).toString('latin1');
  const objects = readObjects(text);
  const all = objects.map(({ dictionary }) => dictionary).join('\n');
  const catalog = objects.find(({ dictionary }) => /\/Type\s*\/Catalog\b/.test(dictionary))?.dictionary ?? '';
  return [
    ...checkFile(text),
    ...checkCatalog(catalog, all),
    ...checkMetadata(text, objects),
    ...checkFonts(objects),
  ].concat(checkForbidden(all));
}

interface PdfObject {
  /** Everything but strings and stream contents. */
  readonly dictionary: string;
  /** As written, strings too. */
  readonly raw: string;
}

function readObjects(text: string): PdfObject[] {
  const found: PdfObject[] = [];
  for (const [, body = ''] of text.matchAll(/\b\d+ \d+ obj\b(.*?)\bendobj\b/gs)) {
    const [raw = '', stream] = body.split(/\bstream\r?\n/, 2);
    found.push({ dictionary: withoutStrings(raw), raw });
    if (stream !== undefined && /\/Type\s*\/ObjStm\b/.test(raw)) found.push(...unpacked(raw, stream));
  }
  const trailer = text.slice(text.lastIndexOf('trailer'));
  if (trailer.startsWith('trailer')) found.push({ dictionary: withoutStrings(trailer), raw: trailer });
  return found;
}

/** Object streams hold many objects, compressed; their dictionaries can be told apart by their brackets. */
function unpacked(raw: string, stream: string): PdfObject[] {
  const first = Number(/\/First\s+(\d+)/.exec(raw)?.[1] ?? 0);
  try {
    const content = inflateSync(Buffer.from(stream, 'latin1')).toString('latin1').slice(first);
    return content.split(/(?<=>>)\s*(?=<<)/).map((part) => ({ dictionary: withoutStrings(part), raw: part }));
  } catch {
    return [];
  }
}

function withoutStrings(source: string): string {
  return source.replace(/\((?:\\.|[^\\()])*\)/gs, '()');
}

function checkFile(text: string): string[] {
  return [
    ...(/^%PDF-1\.[4-7][\r\n]/.test(text) ? [] : ['the header is not one of PDF 1.4 to 1.7']),
    ...(/^%PDF-[^\r\n]*[\r\n]+%[\x80-\xff]{4}/.test(text)
      ? []
      : ['the comment that marks the file as binary is missing']),
    ...(/\/ID\s*\[/.test(text) ? [] : ['the trailer has no ID']),
    ...(/%%EOF\s*$/.test(text) ? [] : ['there is something after the end of the file']),
  ];
}

function checkCatalog(catalog: string, all: string): string[] {
  return [
    ...(/\/S\s*\/GTS_PDFA1\b/.test(all) && /\/DestOutputProfile\s+\d+/.test(all)
      ? []
      : ['there is no output intent GTS_PDFA1 with a profile']),
    ...(/\/MarkInfo\b/.test(catalog) && /\/Marked\s+true\b/.test(all) ? [] : ['the document is not marked as tagged']),
    ...(/\/StructTreeRoot\s+\d+/.test(catalog) ? [] : ['there is no structure tree']),
    ...(/\/Lang\s*(?:\(|<)/.test(catalog) ? [] : ['the language is not given']),
    ...(/\/DisplayDocTitle\s+true\b/.test(all) ? [] : ['viewers are not told to show the title']),
  ];
}

function checkMetadata(text: string, objects: readonly PdfObject[]): string[] {
  const xmp = /<x:xmpmeta.*?<\/x:xmpmeta>/s.exec(text)?.[0];
  if (xmp === undefined) return ['there is no readable XMP metadata'];
  const said = (name: string) => new RegExp(`<${name}>([^<]*)</${name}>|\\b${name}=["']([^"']*)`).exec(xmp);
  const value = (name: string) => said(name)?.[1] ?? said(name)?.[2];
  const hasTitle = /<dc:title>.*?<rdf:li[^>]*>[^<]+<\/rdf:li>/s.test(xmp);
  const inInfo = objects.some(
    ({ raw }) => /\/Title\s*[(<](?!<)/.test(raw) && /\/CreationDate|\/Creator|\/Producer/.test(raw),
  );
  return [
    ...(value('pdfaid:part') === '2' ? [] : ['the metadata does not say PDF/A part 2']),
    ...(value('pdfaid:conformance') === 'A' ? [] : ['the metadata does not say conformance A']),
    ...(value('pdfuaid:part') === '1' ? [] : ['the metadata does not say PDF/UA-1']),
    ...(hasTitle === inInfo && hasTitle ? [] : ['the title is not given alike in metadata and information']),
  ];
}

function checkFonts(objects: readonly PdfObject[]): string[] {
  const fonts = objects.filter(({ dictionary }) => /\/Type\s*\/Font\b(?!\w)/.test(dictionary));
  const lonely = fonts.filter(
    ({ dictionary }) =>
      /\/Subtype\s*\/(?:TrueType|Type1|MMType1|CIDFontType[02])\b/.test(dictionary) &&
      !/\/FontDescriptor\s+\d+/.test(dictionary),
  );
  const bare = objects.filter(
    ({ dictionary }) => /\/Type\s*\/FontDescriptor\b/.test(dictionary) && !/\/FontFile[23]?\s+\d+/.test(dictionary),
  );
  const unmapped = fonts.filter(
    ({ dictionary }) => /\/Subtype\s*\/Type0\b/.test(dictionary) && !/\/ToUnicode\s+\d+/.test(dictionary),
  );
  return [
    ...(lonely.length + bare.length === 0 ? [] : ['a font is not embedded']),
    ...(unmapped.length === 0 ? [] : ['a font does not say which characters its glyphs are']),
  ];
}

const forbidden: readonly [what: RegExp, says: string][] = [
  [/\/Encrypt\s+\d+/, 'the file is encrypted'],
  [/\/S\s*\/JavaScript\b|\/JS\b/, 'the file contains JavaScript'],
  [/\/S\s*\/(?:Launch|ImportData|ResetForm|Sound|Movie|Rendition)\b/, 'the file contains a forbidden action'],
  [/\/AA\s*<</, 'the file contains actions that run by themselves'],
  [/\/LZWDecode\b/, 'the file uses LZW compression'],
  [/\/FFilter\b|\/FDecodeParms\b/, 'a stream lies outside the file'],
];

function checkForbidden(all: string): string[] {
  return forbidden.filter(([what]) => what.test(all)).map(([, says]) => says);
}
