/** A place of the page that the index leads to. */
export interface Place {
  /** The id of its heading. */
  readonly id: string;
  readonly label: string;
}

export interface Index {
  /** The page's own address. */
  readonly path: string;
  /** In the order of the page. */
  readonly places: readonly Place[];
  /** Whether what can be folded stands open: some browsers do not search what is closed. */
  readonly unfolded: boolean;
}

/** The query by which a long page is asked for with everything open. */
const UNFOLDED = { tutto: 'aperto' } as const;

/** Whether a page was asked for with everything open. */
export function isUnfolded(query: Readonly<Record<string, string | undefined>>): boolean {
  return query['tutto'] === UNFOLDED.tutto;
}

/** The parts of a long page, beside it; on a phone one line above it, opened by hand. */
export function PageIndex({ path, places, unfolded }: Index) {
  return (
    <details class="page-fold page-index">
      <summary>In questa pagina</summary>
      <nav class="page-index-body" aria-labelledby="page-index-title">
        <h2 id="page-index-title">In questa pagina</h2>
        <ul>
          {places.map(({ id, label }) => (
            <li key={id}>
              <a href={`#${id}`}>{label}</a>
            </li>
          ))}
        </ul>
        <p>
          {unfolded ? (
            <a href={path}>Chiudi i dettagli</a>
          ) : (
            <a href={`${path}?${new URLSearchParams(UNFOLDED)}`}>Apri tutti i dettagli, per cercare</a>
          )}
        </p>
      </nav>
    </details>
  );
}
