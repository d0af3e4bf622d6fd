import type { ComponentChildren } from 'preact';
import { formatPoints } from '../../kernel/points.ts';

export interface PointsLine {
  /** What the person declared. */
  readonly declared: ComponentChildren;
  readonly rule: string;
  readonly quantity?: string | undefined;
  /** Hundredths of a point that count in the total, after the cap. */
  readonly points: number;
  /** In words: "al massimo 10 punti". */
  readonly cap?: string | undefined;
  readonly norm?: string | undefined;
  /** For "contesta questa riga" and the like. */
  readonly action?: ComponentChildren;
}

interface PointsTableProps {
  caption: string;
  lines: readonly PointsLine[];
  captionHidden?: boolean | undefined;
}

/** Each line with its rule, and the total: the sum of the lines shown, so that it adds up under the reader's eyes. */
export function PointsTable({ caption, lines, captionHidden }: PointsTableProps) {
  const total = lines.reduce((sum, { points }) => sum + points, 0);
  return (
    <section class="table-scroll" aria-label={caption} tabindex={0}>
      <table class="table table-cards points-table">
        <caption class={captionHidden ? 'visually-hidden' : undefined}>{caption}</caption>
        <thead>
          <tr>
            <th scope="col">Che cosa hai dichiarato</th>
            <th scope="col">Regola</th>
            <th scope="col">Quantità</th>
            <th scope="col" class="figures">
              Punti
            </th>
          </tr>
        </thead>
        <tbody>
          {lines.map((line, index) => (
            <Line key={index} {...line} />
          ))}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row" colspan={3}>
              Totale
            </th>
            <td class="figures" data-label="Punti">
              {formatPoints(total)}
            </td>
          </tr>
        </tfoot>
      </table>
    </section>
  );
}

function Line({ declared, rule, quantity, points, cap, norm, action }: PointsLine) {
  return (
    <tr>
      <th scope="row">
        {declared}
        {action !== undefined && <div class="points-action">{action}</div>}
      </th>
      <td data-label="Regola">
        {rule}
        {cap && <span class="points-cap">{cap}</span>}
        {norm && <span class="points-norm">{norm}</span>}
      </td>
      <td data-label="Quantità">{quantity ?? '–'}</td>
      <td class="figures" data-label="Punti">
        {formatPoints(points)}
      </td>
    </tr>
  );
}
