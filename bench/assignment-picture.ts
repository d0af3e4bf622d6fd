interface Point {
  readonly people: number;
  readonly preferences: number;
  readonly milliseconds: number;
}

/** The growth as a picture: points measured, and the straight line through the origin and the last of them. */
export function growthPicture(points: readonly Point[]): string {
  const [width, height, left, bottom] = [720, 420, 70, 60];
  const last = points.at(-1) ?? { people: 1, preferences: 1, milliseconds: 1 };
  const most = Math.max(...points.map((point) => point.milliseconds), last.milliseconds);
  const x = (preferences: number) => left + (preferences / last.preferences) * (width - left - 30);
  const y = (milliseconds: number) => height - bottom - (milliseconds / most) * (height - bottom - 40);
  const text = (at: string, words: string) =>
    `<text ${at} font-size="13" font-family="sans-serif" fill="#17324d">${words}</text>`;
  const dots = points.map(
    (point) =>
      `<circle cx="${x(point.preferences).toFixed(1)}" cy="${y(point.milliseconds).toFixed(1)}" r="5" fill="#0066cc"/>` +
      text(
        `x="${(x(point.preferences) - 8).toFixed(1)}" y="${(y(point.milliseconds) - 10).toFixed(1)}" text-anchor="end"`,
        `${point.people.toLocaleString('it')}: ${point.milliseconds.toFixed(1)} ms`,
      ),
  );
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" role="img" aria-label="Tempo di assegnazione al crescere delle persone">
<rect width="${width}" height="${height}" fill="#fff"/>
<path d="M${left} 20V${height - bottom}H${width - 20}" fill="none" stroke="#5a768a"/>
<path d="M${left} ${height - bottom}L${x(last.preferences).toFixed(1)} ${y(last.milliseconds).toFixed(1)}" stroke="#d9364f" stroke-dasharray="6 5"/>
${dots.join('\n')}
${text(`x="${width / 2}" y="${height - 22}" text-anchor="middle"`, 'preferenze espresse (accanto ai punti: le persone)')}
${text('x="14" y="16"', 'millisecondi di processore')}
${text(`x="${left}" y="${height - bottom + 18}"`, '0')}
${text(`x="${width - 30}" y="${height - bottom + 18}" text-anchor="end"`, last.preferences.toLocaleString('it'))}
</svg>
`;
}
