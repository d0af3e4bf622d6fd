import { ExclusiveCanonicalization } from 'xml-crypto';

const XMLNS = 'http://www.w3.org/2000/xmlns/';

/** The library's own exclusive canonical form, passing over one node: what the enveloped transform takes away. */
class PassingOver extends ExclusiveCanonicalization {
  readonly #without: Element | undefined;

  constructor(without: Element | undefined) {
    super();
    this.#without = without;
  }

  override processInner(node: Node, ...rest: Rest): string {
    return node === this.#without ? '' : super.processInner(node, ...rest);
  }
}

type Rest = Parameters<ExclusiveCanonicalization['processInner']> extends [unknown, ...infer Others] ? Others : never;

/**
 * Exclusive canonical XML of one element, without its own signature where that is said. `prefixes` are those of
 * InclusiveNamespaces. The document is left as it was.
 */
export function canonicalXml(element: Element, prefixes: readonly string[] = [], without?: Element): string {
  const inherited = prefixes.length === 0 ? [] : namespacesAbove(element);
  const declared = inherited.filter(({ prefix }) => prefixes.includes(prefix));
  try {
    return new PassingOver(without).process(element, {
      ancestorNamespaces: declared,
      inclusiveNamespacesPrefixList: [...prefixes],
    });
  } finally {
    // The library declares on the element what it inherits.
    for (const { prefix } of declared) element.removeAttributeNS(XMLNS, prefix);
  }
}

/** What the elements above declare and this one does not, the nearest first. */
function namespacesAbove(element: Element): { prefix: string; namespaceURI: string }[] {
  const found = new Map<string, string>();
  for (let above = element.parentNode; above?.nodeType === 1; above = above.parentNode) {
    for (const { prefix, localName, value } of Array.from((above as Element).attributes)) {
      if (prefix === 'xmlns' && !found.has(localName) && !element.hasAttributeNS(XMLNS, localName)) {
        found.set(localName, value);
      }
    }
  }
  return [...found].map(([prefix, namespaceURI]) => ({ prefix, namespaceURI }));
}
