import type { Answers, Context } from './answers.ts';
import { readDefinition } from './definition.ts';
import type { Definition } from './definition-schema.ts';

/** A procedure small enough to be held in mind, with one of each shape; for the tests of this engine. */
export const smallSource = {
  id: 'small',
  title: 'Piccola procedura',
  summary: 'Prova.',
  cycle: '2026',
  audience: 'Tutti',
  legal_basis: [{ act: 'DM 1/2026', what: 'prova' }],
  windows: [
    { id: 'filing', kind: 'filing', title: 'Presentazione', opens: '2026-02-23T12:00', closes: '2026-03-16T23:59' },
  ],
  office: { by: 'answer', field: 'place.province', kind: 'provincial' },
  privacy: { purpose: 'prova', legal_basis: 'prova', retention: 'prova' },
  filing_notice: 'Avviso.',
  sections: [
    {
      id: 'place',
      kind: 'form',
      title: 'Luogo',
      fields: [
        { id: 'name', kind: 'text', label: 'Nome', source: 'profile.full_name' },
        { id: 'province', kind: 'province', label: 'Provincia', required: true },
        { id: 'moved', kind: 'boolean', label: 'Trasferito' },
        { id: 'from', kind: 'province', label: 'Da dove', required: true, when: 'moved' },
        { id: 'why', kind: 'text', label: 'Perché', when: 'from == "MI"' },
      ],
    },
    {
      id: 'wishes',
      kind: 'list',
      title: 'Classi',
      item_name: 'classe',
      item_title: '{class}',
      min: 1,
      max: 2,
      after: ['place'],
      fields: [
        { id: 'class', kind: 'teaching_class', label: 'Classe', required: true },
        {
          id: 'mark',
          kind: 'mark',
          label: 'Voto',
          special: true,
          purpose: 'prova',
          legal_basis: 'prova',
          retention: 'prova',
        },
      ],
    },
    {
      id: 'schools',
      kind: 'per',
      title: 'Scuole',
      after: ['wishes'],
      of: { section: 'wishes', field: 'class' },
      item_title: '{key}',
      fields: [{ id: 'schools', kind: 'schools', label: 'Scuole', max: 2 }],
    },
    {
      id: 'end',
      kind: 'form',
      title: 'Fine',
      fields: [{ id: 'truth', kind: 'declaration', label: 'Verità', text: 'Dichiaro il vero.' }],
    },
  ],
};

/** The definition of `source`, which must have no faults. */
export function definitionOf(source: unknown): Definition {
  const read = readDefinition(source);
  if (!read.ok) throw new Error(JSON.stringify(read.faults));
  return read.definition;
}

export const smallAnswers: Answers = {
  place: { province: 'TO', moved: false },
  wishes: [{ id: 'w1', class: 'A-12', mark: { value: 110, base: 110, lode: true } }],
  schools: { 'A-12': { schools: ['TOIS01200X'] } },
  end: { truth: true },
};

/** Every code exists, and is called by itself. */
export const anyContext: Context = {
  today: '2026-03-01' as Context['today'],
  profile: { full_name: 'Anna Prova' },
  school: (code) => ({ code, name: `Scuola ${code}`, province: code.slice(0, 2), municipality: 'L219' }),
  teachingClass: (code) => ({ code, name: `Classe ${code}`, kind: 'classe_A', degree: 'II_GRADO' }),
  province: (code) => ({ code, name: `Provincia ${code}` }),
  region: (code) => ({ code, name: `Regione ${code}` }),
  district: (code) => ({ code, name: `Distretto ${code}`, province: code.slice(0, 2) }),
  municipality: (code) => ({ code, name: code }),
  country: (code) => ({ code, name: code }),
};
