/** A source as people read it, and the address it is followed to. */
export interface SourceWords {
  readonly words: string;
  /** Only where nobody on the way can change what is read there. */
  readonly href?: string | undefined;
}

/**
 * The sources of a doubt: pages by whose they are, numbered when two are of the same; an address that cannot be a link is
 * written whole, to be typed; what has no address, by its name, number and date.
 */
export function sourceWords(sources: readonly string[]): readonly SourceWords[] {
  const hosts = sources.map(hostOf);
  return sources.map((source, index) => {
    const host = hosts[index];
    if (host === undefined) return { words: source.replace(/^http:\/\/(?:www\.)?/, '') };
    const before = hosts.slice(0, index).filter((each) => each === host).length;
    return { words: before === 0 ? host : `${host} (${before + 1})`, href: source };
  });
}

function hostOf(source: string): string | undefined {
  return /^https:\/\/(?:www\.)?([^/]+)/.exec(source)?.[1];
}
