import { CardList, Instant } from '../../../ui/index.ts';
import { masked } from '../address.ts';
import { type Change, canUndo } from '../change.ts';

const WORDS: Readonly<Record<Change['what'], (address: string) => string>> = {
  added: (address) => `Aggiunto ${address}`,
  reference: (address) => `Scelto come riferimento ${address}`,
  removed: (address) => `Tolto ${address}`,
  fixed: (address) => `Registrato a uno sportello ${address}`,
  undone: () => 'Modifiche annullate dal collegamento nella e-mail',
};

/** Who changed what and when; with a clerk, at which office. */
export function History({ changes, now }: { changes: readonly Change[]; now: Date }) {
  return (
    <>
      <h2>Che cosa è cambiato</h2>
      <CardList
        cards={changes.map((change) => ({
          // Somebody else may have been here: an address that was taken back is shown in part.
          title: WORDS[change.what](change.undoneAt === null ? change.address : masked(change.address)),
          level: 3 as const,
          ...(change.undoneAt !== null && { state: { tone: 'neutral' as const, word: 'Annullata' } }),
          children: (
            <>
              <p>
                <Instant at={change.at} />
              </p>
              {change.clerk !== null && (
                <p>
                  Da {change.clerk.name}, {change.clerk.office}
                </p>
              )}
              {canUndo(change, now) && change.undoUntil !== null && (
                <p>
                  Si può annullare fino a <Instant at={change.undoUntil} />, dal collegamento che abbiamo mandato
                  all’indirizzo di riferimento di prima.
                </p>
              )}
            </>
          ),
        }))}
        empty="Ancora niente. Ogni modifica resta scritta qui, con chi l’ha fatta e quando."
      />
    </>
  );
}
