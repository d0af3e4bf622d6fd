const uaSchema =
  '<rdf:li rdf:parseType="Resource"><pdfaSchema:schema>PDF/UA identification schema</pdfaSchema:schema>' +
  '<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>' +
  '<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix><pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">' +
  '<pdfaProperty:category>internal</pdfaProperty:category>' +
  '<pdfaProperty:description>Part of the PDF/UA standard the document follows</pdfaProperty:description>' +
  '<pdfaProperty:name>part</pdfaProperty:name><pdfaProperty:valueType>Integer</pdfaProperty:valueType>' +
  '</rdf:li></rdf:Seq></pdfaSchema:property></rdf:li>';

/**
 * Says in a PDF/A-2a of Typst what Typst leaves unsaid: that it follows PDF/UA-1 too, and that viewers should show its
 * title instead of the file's name. Metadata and catalog are the last two objects Typst writes, so what follows them is
 * written anew and all offsets before them stay. Throws if a new Typst lays its files out otherwise.
 */
export function finish(pdf: Buffer): Buffer {
  const text = pdf.toString('latin1');
  const xref = Number(/startxref\s+(\d+)\s+%%EOF\s*$/.exec(text)?.[1]);
  const tail = text.slice(xref);
  const [, root] = /\/Root (\d+) 0 R/.exec(tail) ?? [];
  const catalogAt = offsetOf(tail, Number(root));
  const catalog = text.slice(catalogAt, xref);
  const [, metadata] = /\/Metadata (\d+) 0 R/.exec(catalog) ?? [];
  const metadataAt = offsetOf(tail, Number(metadata));
  if (Number(metadata) !== Number(root) - 1 || metadataAt > catalogAt) throw new Error('Typst lays out its files anew');
  const newMetadata = withUa(text.slice(metadataAt, catalogAt));
  const newCatalog = replaceOnce(catalog, '/ViewerPreferences <<', '/ViewerPreferences <<\n    /DisplayDocTitle true');
  const moved = metadataAt + newMetadata.length;
  const newXref = moved + newCatalog.length;
  const newTail = replaceOnce(replaceOnce(tail, entry(catalogAt), entry(moved)), `\n${xref}\n`, `\n${newXref}\n`);
  return Buffer.concat([pdf.subarray(0, metadataAt), Buffer.from(newMetadata + newCatalog + newTail, 'latin1')]);
}

/** The cross-reference table is `xref`, `0 COUNT`, then one line of 20 bytes for each object. */
function offsetOf(tail: string, object: number): number {
  const lines = /^xref\s+0 \d+\s+/.exec(tail)?.[0].length ?? Number.NaN;
  const offset = Number(tail.slice(lines + object * 20, lines + object * 20 + 10));
  if (!Number.isInteger(offset) || offset === 0) throw new Error('Typst lays out its files anew');
  return offset;
}

function entry(offset: number): string {
  return `${String(offset).padStart(10, '0')} 00000 n`;
}

function withUa(object: string): string {
  const said = replaceOnce(object, '<pdfaExtension:schemas><rdf:Bag>', `<pdfaExtension:schemas><rdf:Bag>${uaSchema}`);
  const named = replaceOnce(said, ' xmlns:pdfaid=', ' xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/" xmlns:pdfaid=');
  const marked = replaceOnce(named, '<pdfaid:part>', '<pdfuaid:part>1</pdfuaid:part><pdfaid:part>');
  const added = marked.length - object.length;
  return marked.replace(/\/Length (\d+)/, (_all, length: string) => `/Length ${Number(length) + added}`);
}

function replaceOnce(text: string, old: string, by: string): string {
  if (text.split(old).length !== 2) throw new Error(`Typst lays out its files anew: ${old.trim()}`);
  return text.replace(old, () => by);
}
