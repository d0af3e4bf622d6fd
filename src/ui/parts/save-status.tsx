import { toRome } from '../../kernel/rome-time.ts';

/**
 * The strip that says whether the answers on the page are saved. Without JavaScript it tells of the last save;
 * the autosave island rewrites it at each save. `alert` holds failures, announced once and loudly.
 */
export function SaveStatus({ savedAt }: { savedAt?: Date | undefined }) {
  return (
    <div class="save-status" data-save-status>
      <p role="status" data-save-words>
        {savedAt ? `Salvato alle ${clockWords(savedAt)}` : 'Le risposte si salvano quando premi «Salva»'}
      </p>
      <p role="alert" data-save-alert />
    </div>
  );
}

/** "14:03:12" by the wall clock of Rome: what a save answers as `savedAt`. */
export function clockWords(at: Date): string {
  const { hour, minute, second } = toRome(at);
  return [hour, minute, second].map((part) => String(part).padStart(2, '0')).join(':');
}
