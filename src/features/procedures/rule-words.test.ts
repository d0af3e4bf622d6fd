import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { packIn } from '../../../test/procedure-portal.ts';
import { papersOf } from './papers.ts';
import { answerWords, questionRules } from './rule-words.ts';
import { tableName } from './table-words.ts';

const mobility = packIn('procedures/mobilita-docenti-2026').definition;

describe('what may be answered', () => {
  const told = new Map(
    mobility.sections.flatMap(({ fields }) => fields).map((each) => [each.kind, answerWords(mobility, each)]),
  );

  it('is told in words for lists of preferences and for choices in order', () => {
    assert.equal(told.get('preferences'), 'Fino a 15 preferenze in ordine: scuole, comuni, distretti o province');
    assert.match(
      told.get('ranked_enum') ?? '',
      /^Fino a 5 scelte dalla più gradita: Comune; |^Scelte dalla più gradita: Comune; /,
    );
  });

  it('is nothing for what the profile knows', () => {
    const [known] = mobility.sections
      .flatMap((section) => questionRules(mobility, section))
      .filter(({ field }) => field.source);
    assert.deepEqual([known?.answer, known?.required], ['Viene dal tuo profilo', 'Non la scrivi tu']);
  });
});

describe('what to attach', () => {
  it('names the sections it hangs on, where the whole condition would take half a page', () => {
    const [certificate] = papersOf(mobility).attach;
    assert.equal(certificate?.when, 'secondo quello che rispondi in «Chi sei», «Esigenze di famiglia» e «Precedenze»');
  });
});

describe('a table of points', () => {
  it('goes by its letters where an act gives it some, by its title where the name is ours', () => {
    const named = (folder: string, id: string) => {
      const { scoring } = packIn(folder);
      return scoring && tableName(scoring, id);
    };
    assert.equal(named('procedures/gps-2026-28', 'A/3'), 'Tabella A/3: Scuola secondaria, prima fascia');
    assert.equal(named('procedures/concorso-docenti-2025', 'titles'), 'Tabella «Titoli»');
  });
});
