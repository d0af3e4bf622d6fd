interface PlaceLineProps {
  readonly id: string;
  /** One's own place in the order, from 1. */
  readonly position: number;
  /** How many are in it. */
  readonly size: number;
  /** Place of the last one who got in; 0 where nobody did. */
  readonly reached: number;
}

/** One's place in a line of people, and how far the places went; the list under it says the same in figures. */
export function PlaceLine({ id, position, size, reached }: PlaceLineProps) {
  const upTo = (place: number) => `${((Math.min(place, size) / size) * 100).toFixed(2)}%`;
  const middle = `${(((position - 0.5) / size) * 100).toFixed(2)}%`;
  const title = `La tua posizione è ${position} su ${size}; ${lastWords(reached)}`;
  return (
    <figure class="score-bar">
      <svg role="img" width="100%" height="56" aria-labelledby={`${id}-title`}>
        <title id={`${id}-title`}>{title}</title>
        <rect class="score-track" x="0" y="16" width="100%" height="32" />
        {reached > 0 && <rect class="score-made" x="0" y="16" width={upTo(reached)} height="32" />}
        {reached > 0 && <line class="score-pass" x1={upTo(reached)} x2={upTo(reached)} y1="8" y2="56" />}
        <circle class="place-own" cx={middle} cy="32" r="10" />
      </svg>
      <figcaption>
        <ul class="score-figures">
          <li>
            Il cerchio è la tua domanda: posizione <strong class="figures">{position}</strong> su {size}
          </li>
          <li>
            {reached > 0
              ? `Fin dove sono arrivati i posti, la linea scura: posizione ${reached}`
              : 'Nessuno ha avuto questi posti'}
          </li>
        </ul>
      </figcaption>
    </figure>
  );
}

function lastWords(reached: number): string {
  return reached > 0 ? `l’ultimo ammesso è in posizione ${reached}` : 'nessuno ha avuto questi posti';
}
