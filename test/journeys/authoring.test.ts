import { test } from 'node:test';

import { CAST } from '../../src/apps/cast.ts';
import { type Person, peopleAt } from './hands.ts';
import { keyboard } from './keyboard.ts';
import { mouse } from './mouse.ts';
import { comesIn } from './registration.ts';
import { setStage } from './stage.ts';
import { withoutJavaScript } from './without-javascript.ts';

// Fulvia changes a procedure, Guido publishes it: by keyboard, on a narrow screen, and without JavaScript.

const GPS = 'gps-2026-28';
const WAYS = [
  { title: 'by keyboard', device: {}, handsFor: keyboard, section: 'Provincia della domanda' },
  {
    title: 'on a narrow screen',
    device: { width: 360 },
    handsFor: mouse,
    section: 'Provincia che scegli',
  },
  {
    title: 'without JavaScript',
    device: { width: 360, javaScript: false },
    handsFor: withoutJavaScript,
    section: 'Provincia richiesta',
  },
] as const;

const stage = setStage();

for (const { title, device, handsFor, section } of WAYS) {
  test(`a procedure is edited, tried out and published by two people, ${title}`, async () => {
    const people = peopleAt(
      stage.browser,
      stage.portal.origin,
      { device, checks: 'javaScript' in device ? 'axe' : 'all' },
      handsFor,
    );
    const fulvia = await people.arrives();
    await comesIn(fulvia, stage.portal, CAST.fulvia);
    await edits(fulvia, section);
    await asks(fulvia, section);
    const guido = await people.arrives();
    await comesIn(guido, stage.portal, CAST.guido);
    await publishes(guido, section);
    await people.leave();
  });
}

async function edits(fulvia: Person, section: string): Promise<void> {
  const { hands } = fulvia;
  await fulvia.sees('Procedure');
  await hands.follow(/Graduatorie provinciali/);
  await fulvia.sees(GPS, 'for its editors');
  if ((await fulvia.words()).includes('Nessuno ci sta lavorando')) await hands.press('Comincia una copia di lavoro');
  await fulvia.sees(GPS, 'with a working copy');
  await hands.follow('procedure.yaml');
  await fulvia.sees('procedure.yaml');
  const yaml = await fulvia.page.getByLabel('Testo del file').inputValue();
  await fulvia.page.getByLabel('Testo del file').fill(yaml.replace('kind: mark', 'kind: hologram'));
  await hands.press('Salva e controlla');
  await fulvia.sees('Controllo', 'with a fault');
  await hands.follow(/procedure\.yaml, riga/);
  await fulvia.sees('procedure.yaml', 'at a line');
  await fulvia.reads('hologram');
  const changed = yaml.replace(/(- id: province\n\s+kind: form\n\s+title: ).*/, `$1${section}`);
  await fulvia.page.getByLabel('Testo del file').fill(changed);
  await hands.press('Salva e controlla');
  await fulvia.sees('Controllo', 'without faults');
  await fulvia.reads('Nessun errore', 'Gli esempi tornano');
}

async function asks(fulvia: Person, section: string): Promise<void> {
  const { hands } = fulvia;
  await hands.follow('Torna alla procedura');
  await hands.follow('Prova il modulo');
  await fulvia.sees('Dati anagrafici e recapiti');
  await hands.press(section);
  await fulvia.sees(section);
  await hands.press('Controlla e vai avanti');
  await fulvia.seesErrors(section, 'nothing answered');
  await fulvia.open(`/ministero/procedure/${GPS}`);
  await hands.follow('Esegui gli esempi');
  await fulvia.sees('Esempi');
  await hands.follow('Torna alla procedura');
  await hands.follow('Confronta');
  await fulvia.sees('Confronto con la versione in vigore');
  await fulvia.reads(section);
  await hands.follow('Torna alla procedura');
  await hands.follow('Chiedi la pubblicazione');
  await fulvia.sees('Chiedi la pubblicazione');
  await hands.press('Chiedi la pubblicazione');
  await fulvia.seesErrors('Chiedi la pubblicazione', 'no reason');
  await hands.write('Che cosa cambia e perché', `La sezione si chiama «${section}».`);
  await hands.press('Chiedi la pubblicazione');
  await fulvia.sees(GPS, 'publication asked for');
}

async function publishes(guido: Person, section: string): Promise<void> {
  const { hands } = guido;
  await guido.sees('Procedure', 'one waits');
  await guido.reads('aspetta una decisione');
  await hands.follow(/Graduatorie provinciali/);
  await hands.follow('Guarda che cosa cambia e decidi');
  await guido.sees('Decidi sulla pubblicazione');
  await guido.reads(section);
  await hands.press('Conferma la decisione');
  await guido.seesErrors('Decidi sulla pubblicazione', 'nothing chosen');
  await hands.pick('Che cosa decidi', /^Pubblico/);
  await hands.press('Conferma la decisione');
  await guido.sees('Avvisi');
  await guido.open(`/ministero/procedure/${GPS}/finestra`);
  await guido.sees('Finestre e atti');
  await hands.press('Registra l’atto');
  await guido.seesErrors('Finestre e atti', 'empty');
}
