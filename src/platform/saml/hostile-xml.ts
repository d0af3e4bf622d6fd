import { DOMParser } from '@xmldom/xmldom';
import type { XmlElement } from '../../kernel/xml-tree.ts';

/** A document nobody should read further, and why, in words for the log. */
export interface XmlRefusal {
  readonly kind: 'refused';
  readonly reason: string;
}

/** A document that every reader understands alike; `document` is for the signature alone. */
export interface XmlRead {
  readonly kind: 'read';
  readonly root: XmlElement;
  readonly text: string;
  readonly document: Document;
}

export interface XmlLimits {
  readonly bytes: number;
  /** Metadata files carry remarks of those who made them; messages never do. */
  readonly comments?: 'dropped';
}

/** Messages of SAML: a response with every attribute of SPID and three certificates is a quarter of this. */
export const MESSAGE_LIMITS: XmlLimits = { bytes: 128 * 1024 };
export const METADATA_LIMITS: XmlLimits = { bytes: 1024 * 1024, comments: 'dropped' };

const DEEPEST = 40;
const MOST_ELEMENTS = 10_000;
const MOST_ATTRIBUTES = 40;

const ELEMENT = 1;
const TEXT = 3;
const INSTRUCTION = 7;
const COMMENT = 8;

/**
 * Reads XML from outside. Whatever could be understood in two ways is refused: another encoding than UTF-8, DOCTYPE and
 * entities, instructions, comments, CDATA, the same ID twice, anything a strict parser remarks upon.
 */
export function parseHostileXml(bytes: Uint8Array | string, limits: XmlLimits = MESSAGE_LIMITS): XmlRead | XmlRefusal {
  const text = typeof bytes === 'string' ? bytes : decode(bytes);
  if (text === undefined) return refused('not UTF-8');
  if (Buffer.byteLength(text) > limits.bytes) return refused(`larger than ${limits.bytes} bytes`);
  const said = faultOfText(text, limits);
  if (said !== undefined) return refused(said);
  const document = parse(text);
  if (typeof document === 'string') return refused(document);
  const fault = faultOfDocument(document, limits);
  if (fault !== undefined) return refused(fault);
  return { kind: 'read', root: treeOf(document.documentElement), text, document };
}

function refused(reason: string): XmlRefusal {
  return { kind: 'refused', reason };
}

function decode(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

/** What is looked for before any parser sees the text. */
function faultOfText(text: string, limits: XmlLimits): string | undefined {
  if (text.trim() === '') return 'empty';
  if (/<!(?:DOCTYPE|ENTITY|ELEMENT|ATTLIST|NOTATION)/i.test(text)) return 'a document type or an entity';
  if (text.includes('<![')) return 'a CDATA section';
  if (limits.comments === undefined && text.includes('<!--')) return 'a comment';
  const declaration = /^\s*<\?xml\s([^?]*)\?>/.exec(text)?.[1];
  const encoding = /encoding\s*=\s*["']([^"']*)["']/.exec(declaration ?? '')?.[1];
  if (encoding !== undefined && encoding.toUpperCase() !== 'UTF-8') return `encoding ${encoding.slice(0, 20)}`;
  const instructions = text.split('<?').length - 1;
  if (instructions > (declaration === undefined ? 0 : 1)) return 'a processing instruction';
  return undefined;
}

/** The document, or what the parser found to remark. */
function parse(text: string): Document | string {
  const remarks: string[] = [];
  const note = (message: unknown) => remarks.push(String(message).split('\n')[0]?.slice(0, 120) ?? '');
  try {
    const parser = new DOMParser({ errorHandler: { warning: note, error: note, fatalError: note } });
    const document = parser.parseFromString(text.trimStart(), 'text/xml') as Document | undefined;
    if (remarks.length > 0) return `not well formed: ${remarks[0]}`;
    return document?.documentElement ? document : 'not well formed: no element';
  } catch (error) {
    note(error);
    return `not well formed: ${remarks[0]}`;
  }
}

function faultOfDocument(document: Document, limits: XmlLimits): string | undefined {
  const outside = Array.from(document.childNodes);
  if (document.doctype) return 'a document type or an entity';
  if (outside.filter((node) => node.nodeType === ELEMENT).length !== 1) return 'more than one root';
  const strange = (node: Node) =>
    node.nodeType === TEXT ? node.nodeValue?.trim() !== '' : ![ELEMENT, INSTRUCTION, COMMENT].includes(node.nodeType);
  if (outside.some(strange)) return 'text outside the root';
  return faultOfElements(document.documentElement, limits);
}

/** Goes down without recursion, so that depth is counted before it can hurt. */
function faultOfElements(root: Element, limits: XmlLimits): string | undefined {
  const ids = new Set<string>();
  let seen = 0;
  for (const todo = [{ element: root, depth: 1 }]; todo.length > 0; ) {
    const { element, depth } = todo.pop() ?? { element: root, depth: 1 };
    seen += 1;
    if (seen > MOST_ELEMENTS) return 'too many elements';
    if (depth > DEEPEST) return 'too deep';
    const fault = faultOfElement(element, ids, limits);
    if (fault !== undefined) return fault;
    for (const child of Array.from(element.childNodes)) {
      if (child.nodeType === ELEMENT) todo.push({ element: child as Element, depth: depth + 1 });
    }
  }
  return undefined;
}

function faultOfElement(element: Element, ids: Set<string>, limits: XmlLimits): string | undefined {
  const attributes = Array.from(element.attributes);
  if (attributes.length > MOST_ATTRIBUTES) return 'too many attributes';
  if ([element, ...attributes].some(({ prefix, namespaceURI }) => prefix && !namespaceURI)) return 'an unbound prefix';
  for (const { localName, name, value } of attributes) {
    if (name.startsWith('xmlns') || !/^id$/i.test(localName ?? name)) continue;
    if (ids.has(value)) return 'the same ID twice';
    ids.add(value);
  }
  const allowed = limits.comments === 'dropped' ? [ELEMENT, TEXT, COMMENT] : [ELEMENT, TEXT];
  const strange = Array.from(element.childNodes).find((node) => !allowed.includes(node.nodeType));
  return strange === undefined ? undefined : `a node of kind ${strange.nodeType}`;
}

function treeOf(element: Element): XmlElement {
  const nodes = Array.from(element.childNodes);
  const attributes = Array.from(element.attributes).filter(
    ({ name }) => name !== 'xmlns' && !name.startsWith('xmlns:'),
  );
  return {
    namespace: element.namespaceURI ?? '',
    name: element.localName,
    attributes: Object.fromEntries(attributes.map((attribute) => [nameOf(attribute), attribute.value])),
    children: nodes.filter((node) => node.nodeType === ELEMENT).map((node) => treeOf(node as Element)),
    text: nodes.map((node) => (node.nodeType === TEXT ? node.nodeValue : '')).join(''),
  };
}

function nameOf({ namespaceURI, localName, name }: Attr): string {
  return namespaceURI ? `{${namespaceURI}}${localName}` : name;
}
