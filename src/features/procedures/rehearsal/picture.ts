import { formatPoints, type Points } from '../../../kernel/points.ts';

const WIDTH = 720;
const HEIGHT = 260;
const LEFT = 50;
const BOTTOM = 36;
const BARS = 36;

/** How many people have how many points, drawn; the same figures stand in the report in words. */
export function pictureOf(title: string, points: readonly Points[]): string {
  const most = Math.max(...points, 1);
  const width = most / BARS;
  const counts = Array.from({ length: BARS }, () => 0);
  for (const each of points) {
    const bar = Math.min(BARS - 1, Math.floor(each / width));
    counts[bar] = (counts[bar] ?? 0) + 1;
  }
  const highest = Math.max(...counts, 1);
  const room = { wide: WIDTH - LEFT - 10, high: HEIGHT - BOTTOM - 24 };
  const bars = counts.map((many, index) => {
    const high = (many / highest) * room.high;
    const x = LEFT + (index * room.wide) / BARS;
    const y = HEIGHT - BOTTOM - high;
    return `<rect x="${x.toFixed(1)}" y="${y.toFixed(1)}" width="${(room.wide / BARS - 2).toFixed(1)}" height="${high.toFixed(1)}" fill="#06c"/>`;
  });
  const ticks = [0, 0.25, 0.5, 0.75, 1].map((share) => {
    const x = LEFT + share * room.wide;
    return `<text x="${x.toFixed(0)}" y="${HEIGHT - 14}" text-anchor="middle">${formatPoints(Math.round(most * share))}</text>`;
  });
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${HEIGHT}" font-family="sans-serif" font-size="12" fill="#17324d">`,
    `<title>${escaped(title)}</title>`,
    `<text x="${LEFT}" y="16" font-weight="bold">${escaped(title)}</text>`,
    `<text x="${LEFT - 6}" y="34" text-anchor="end">${highest}</text>`,
    ...bars,
    `<line x1="${LEFT}" y1="${HEIGHT - BOTTOM}" x2="${WIDTH - 10}" y2="${HEIGHT - BOTTOM}" stroke="#17324d"/>`,
    ...ticks,
    '</svg>',
    '',
  ].join('\n');
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
