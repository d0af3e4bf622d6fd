import { readdirSync } from 'node:fs';
import { join } from 'node:path';

// bin/bench NAME: runs bench/NAME.ts, shows progress and a table, and prints as its last line one JSON object with every
// figure. `ratio` is the one the bench is about: always to a floor measured in the same run.

type Figures = Record<string, number>;
type Bench = (report: (line: string) => void) => Promise<Figures>;

const names = readdirSync(import.meta.dirname)
  .filter((file) => /^[a-z]+\.ts$/.test(file) && file !== 'main.ts')
  .map((file) => file.replace('.ts', ''));

const [name] = process.argv.slice(2);
if (name === undefined || !names.includes(name)) {
  process.stderr.write(`uso: bin/bench ${names.join(' | ')}\n`);
  process.exit(2);
}

const module = (await import(join(import.meta.dirname, `${name}.ts`))) as Record<string, Bench>;
const bench = module[name];
if (bench === undefined) throw new Error(`bench/${name}.ts exports no function ${name}`);

const started = performance.now();
const report = (line: string) => {
  const seconds = ((performance.now() - started) / 1000).toFixed(1).padStart(6);
  process.stderr.write(`${seconds} s  ${line}\n`);
};
report(`bench ${name}`);
const figures = await bench(report);
const width = Math.max(...Object.keys(figures).map((key) => key.length));
for (const [key, value] of Object.entries(figures)) {
  process.stdout.write(`${key.padEnd(width)}  ${formatted(value).padStart(14)}\n`);
}
process.stdout.write(`${JSON.stringify({ bench: name, ...figures })}\n`);

function formatted(value: number): string {
  return Number.isInteger(value)
    ? value.toLocaleString('en')
    : value.toLocaleString('en', { maximumFractionDigits: 3 });
}
