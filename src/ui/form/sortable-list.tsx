import type { ComponentChildren } from 'preact';
import { Icon } from '../parts/icon.tsx';

/** One line of a list that people put in order. */
export interface SortableLine {
  /** Stays with the line while scripts move it: its buttons and boxes are found by it. */
  readonly mark: string;
  /** Sent with the line, whole. */
  readonly value: string;
  readonly label: string;
  /** What it stands for, in few words. */
  readonly note?: string | undefined;
  /** What was answered about it, in words. */
  readonly answers?: string | undefined;
  /** From 1: the earlier line that already holds it. */
  readonly coveredBy?: number | undefined;
  /** By which scripts tell, after a move, whether an earlier line holds it: its own code, and those of what it lies in. */
  readonly code: string;
  readonly within: readonly string[];
  /** Its questions, while they are open. */
  readonly open?: ComponentChildren;
}

export interface SortableListProps {
  readonly name: string;
  readonly ordered: boolean;
  readonly lines: readonly SortableLine[];
  /** Lines have questions of their own: a button opens them. */
  readonly asks: boolean;
}

/**
 * Lines moved by buttons (`su`, `giu`), by typing a place (`name.place`), or several ticked ones together (`name.pick`);
 * taken away by `togli`, opened by `apri`. Each is a button of the form; scripts only save the round trips. The markup of
 * a line is kept short: there may be a hundred and fifty.
 */
export function SortableList({ name, ordered, lines, asks }: SortableListProps) {
  return (
    <>
      <ol class="sortable" data-sortable={ordered ? name : undefined}>
        {lines.map((line, index) => (
          <Line key={line.mark} name={name} line={line} index={index} moves={ordered && lines.length > 1} asks={asks} />
        ))}
      </ol>
      <p class="visually-hidden" role="status" data-sortable-status />
    </>
  );
}

interface LineProps {
  readonly name: string;
  readonly line: SortableLine;
  readonly index: number;
  readonly moves: boolean;
  readonly asks: boolean;
}

function Line({ name, line, index, moves, asks }: LineProps) {
  const { mark, value, label, note, answers, coveredBy, open } = line;
  const id = `${name}.n${mark}`;
  return (
    <li data-code={line.code} data-within={line.within.join(' ') || undefined}>
      <input type="hidden" name={`${name}.line`} value={`${mark}|${value}`} />
      <div class="sortable-head">
        {moves && <Place name={name} index={index} label={label} />}
        <div>
          <strong id={id}>{label}</strong>
          {note !== undefined && <small>{note}</small>}
          {answers !== undefined && open === undefined && <small>{answers}</small>}
          <p data-covered hidden={coveredBy === undefined}>
            <Icon name="it-warning-circle" /> Già compresa nella <b>{coveredBy ?? ''}</b>, che viene prima.
          </p>
        </div>
      </div>
      {open !== undefined && (
        <fieldset class="sortable-open">
          <legend class="visually-hidden">{label}</legend>
          <input type="hidden" name={`${name}.open`} value={mark} />
          {open}
          <LineButton act="tutte" name={name} mark={mark} describedBy={id}>
            Usa queste risposte per tutte
          </LineButton>
        </fieldset>
      )}
      <div class="sortable-buttons">
        {moves && (
          <>
            <label>
              <input type="checkbox" name={`${name}.pick`} value={mark} aria-describedby={id} /> Scegli
            </label>
            <LineButton act="su" name={name} mark={mark} describedBy={id}>
              Su
            </LineButton>
            <LineButton act="giu" name={name} mark={mark} describedBy={id}>
              Giù
            </LineButton>
          </>
        )}
        {asks && open === undefined && (
          <LineButton act="apri" name={name} mark={mark} describedBy={id}>
            Cambia
          </LineButton>
        )}
        <LineButton act="togli" name={name} mark={mark} describedBy={id}>
          Togli
        </LineButton>
      </div>
    </li>
  );
}

function Place({ name, index, label }: { name: string; index: number; label: string }) {
  return (
    <input
      class="form-control"
      inputmode="numeric"
      name={`${name}.place`}
      value={String(index + 1)}
      maxlength={4}
      autocomplete="off"
      aria-label={`Posto di ${label}`}
    />
  );
}

interface LineButtonProps {
  readonly act: string;
  readonly name: string;
  readonly mark: string;
  readonly describedBy: string;
  readonly children: string;
}

function LineButton({ act, name, mark, describedBy, children }: LineButtonProps) {
  return (
    <button type="submit" class="btn btn-quiet" name={act} value={`${name}:${mark}`} aria-describedby={describedBy}>
      {children}
    </button>
  );
}
