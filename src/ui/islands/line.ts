/** Takes who comes for a line of a long text to it: the line is chosen and in sight. */
export function startLine(place: HTMLElement): void {
  const area = place.querySelector('textarea');
  const line = Number(place.dataset['line']);
  if (!area || !(line > 0)) return;
  const lines = area.value.split('\n');
  const from = lines.slice(0, line - 1).reduce((sum, each) => sum + each.length + 1, 0);
  area.focus({ preventScroll: true });
  area.setSelectionRange(from, from + (lines[line - 1]?.length ?? 0));
  area.scrollTop = Math.max(0, (area.scrollHeight / lines.length) * (line - 4));
  area.scrollIntoView({ block: 'center' });
}
