interface Point {
  readonly people: number;
  readonly milliseconds: number;
}

const [width, height, left, bottom, top, right] = [720, 440, 80, 60, 40, 60];

/** The growth as a picture, both scales by powers of ten: what grows in proportion lies along the dashed line. */
export function growthPicture(points: readonly Point[]): string {
  const last = points.at(-1) ?? { people: 1, milliseconds: 1 };
  const first = points[0] ?? last;
  const x = scale(first.people, last.people, left + 60, width - right);
  const proportional = (people: number) => (last.milliseconds * people) / last.people;
  const lowest = Math.min(proportional(first.people), ...points.map((point) => point.milliseconds));
  const y = scale(lowest, last.milliseconds, height - bottom - 30, top);
  const dots = points.map(
    ({ people, milliseconds }) =>
      `<circle cx="${x(people)}" cy="${y(milliseconds)}" r="5" fill="#0066cc"/>${text(
        `x="${x(people)}" y="${Number(y(milliseconds)) + 22}" text-anchor="middle"`,
        `${milliseconds.toLocaleString('it', { maximumFractionDigits: 1 })} ms`,
      )}${text(`x="${x(people)}" y="${height - bottom + 20}" text-anchor="middle"`, people.toLocaleString('it'))}`,
  );
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" role="img" aria-label="Tempo di assegnazione al crescere delle persone">
<rect width="${width}" height="${height}" fill="#fff"/>
<path d="M${left} ${top - 20}V${height - bottom}H${width - 20}" fill="none" stroke="#5a768a"/>
<path d="M${x(first.people)} ${y(proportional(first.people))}L${x(last.people)} ${y(last.milliseconds)}" stroke="#d9364f" stroke-dasharray="6 5"/>
${dots.join('\n')}
${text(`x="${width / 2}" y="${height - 12}" text-anchor="middle"`, 'persone, fino a 150 preferenze ciascuna (scale logaritmiche; tratteggiata: in proporzione)')}
${text('x="14" y="16"', 'millisecondi di processore')}
</svg>
`;
}

function scale(from: number, to: number, low: number, high: number): (value: number) => string {
  const span = Math.log10(to) - Math.log10(from) || 1;
  return (value) => (low + ((Math.log10(value) - Math.log10(from)) / span) * (high - low)).toFixed(1);
}

function text(at: string, words: string): string {
  return `<text ${at} font-size="13" font-family="sans-serif" fill="#17324d">${words}</text>`;
}
