import { parseArgs } from 'node:util';
import { uuidv7 } from 'uuidv7';
import { formatRome, fromRome } from '../../kernel/rome-time.ts';
import type { Database } from '../../platform/db/database.ts';
import type { PackFault } from './pack-store.ts';
import { packDigest, readPack } from './pack-store.ts';
import { currentRelease, publishRelease, recordWindowAct } from './store.ts';

export interface CommandDeps {
  database: Database;
  now(): Date;
  /** Name of the person who runs the command, for the record. */
  operator: string;
  say(line: string): void;
}

const USAGE = `Uso:
  bin/polis procedures publish CARTELLA…
      legge e controlla le cartelle (per esempio procedures/gps-2026-28) e ne pubblica la versione
  bin/polis procedures window PROCEDURA --opens DATAORA --closes DATAORA --reason TESTO
      registra l’atto che sposta la finestra di presentazione; DATAORA è l’ora di Roma, per esempio 2026-03-16T23:59:00`;

/** `bin/polis procedures …`. Answers the exit code: 0 done, 1 refused, 2 used wrongly. */
export async function procedureCommands(argv: readonly string[], deps: CommandDeps): Promise<number> {
  const [verb, ...rest] = argv;
  if (verb === 'publish' && rest.length > 0) return publish(rest, deps);
  if (verb === 'window' && rest.length > 0) return moveWindow(rest, deps);
  deps.say(USAGE);
  return 2;
}

async function publish(folders: readonly string[], deps: CommandDeps): Promise<number> {
  const packs = [];
  for (const folder of folders) {
    const reading = readPack(folder);
    if ('faults' in reading) {
      deps.say(`${folder}: non pubblicata, ${reading.faults.length} errori`);
      for (const fault of reading.faults) deps.say(`  ${placeOf(fault)}: ${fault.message}`);
      return 1;
    }
    packs.push(reading.pack);
  }
  for (const pack of packs) {
    const digest = packDigest(pack);
    const outcome = await deps.database.transaction((tx) =>
      publishRelease(tx, pack, digest, deps.operator, deps.now()),
    );
    const words = outcome === 'published' ? 'pubblicata' : 'già pubblicata, niente da cambiare';
    deps.say(`${pack.definition.id}: ${words} (versione ${digest.slice(0, 12)})`);
  }
  return 0;
}

async function moveWindow(argv: readonly string[], deps: CommandDeps): Promise<number> {
  const { values, positionals } = parseArgs({
    args: [...argv],
    allowPositionals: true,
    options: { opens: { type: 'string' }, closes: { type: 'string' }, reason: { type: 'string' } },
  });
  const [procedureId] = positionals;
  const { opens, closes, reason } = values;
  if (!procedureId || !opens || !closes || !reason) {
    deps.say(USAGE);
    return 2;
  }
  const release = await currentRelease(deps.database, procedureId);
  const windowId = release?.definition.windows.find((window) => window.kind === 'filing')?.id;
  if (!windowId) {
    deps.say(`La procedura ${procedureId} non è pubblicata o non ha una finestra di presentazione.`);
    return 1;
  }
  const act = {
    procedureId,
    windowId,
    opensAt: fromRome(opens),
    closesAt: fromRome(closes),
    reason,
    decidedBy: deps.operator,
    decidedAt: deps.now(),
  };
  await deps.database.transaction((tx) => recordWindowAct(tx, uuidv7(), act));
  deps.say(`${procedureId}: aperta da ${formatRome(act.opensAt)} fino a prima di ${formatRome(act.closesAt)}.`);
  return 0;
}

function placeOf(fault: PackFault): string {
  return [fault.file, fault.line, fault.column].filter((part) => part !== undefined).join(':');
}
