/** Help of each command: what it does, an example, what it answers. */
export const help: Readonly<Record<string, string>> = {
  run: `bin/polis assignment run INGRESSO ESITO [--expect IMPRONTA] [--workers N] [--next FILE]
                           [--bundle FILE --salt-file FILE] [--json]
  Assegna i posti e scrive l’esito. INGRESSO è un documento (una riga JSON per record) o un file compatto.
  --expect     si ferma se l’impronta dell’ingresso non è quella pubblicata prima
  --next       scrive il documento del turno successivo
  --bundle     scrive il pacchetto da pubblicare, con pseudonimi fatti dal sale segreto di --salt-file
  Esempio: bin/polis assignment run roma.jsonl roma.esito --expect 3fa9… --bundle roma.pacchetto --salt-file sale`,
  verify: `bin/polis assignment verify INGRESSO ESITO [--json]
bin/polis assignment verify PACCHETTO [--json]
  Prova l’esito con un programma indipendente, o nomina il controesempio e la parte da trattenere.
  Esempio: bin/polis assignment verify roma.jsonl roma.esito`,
  explain: `bin/polis assignment explain INGRESSO PERSONA [--what-if] [--json]
  Dice a una persona che cosa ha avuto e il perché di ogni preferenza, in italiano, con i numeri.
  --what-if    aggiunge quanti punti sarebbero serviti e se un altro ordine avrebbe dato di più
  Esempio: bin/polis assignment explain roma.jsonl P0000123 --what-if`,
  replay: `bin/polis assignment replay PACCHETTO [--workers N] [--json]
  Rifà l’assegnazione dal solo pacchetto pubblicato e confronta l’impronta.
  Esempio: bin/polis assignment replay roma.pacchetto`,
  diff: `bin/polis assignment diff INGRESSO --person P --ranking R --points CENTESIMI [--json]
bin/polis assignment diff INGRESSO --seat S --add N [--json]
  Dice chi avrebbe avuto che cosa con un punteggio corretto o un posto in più.
  Esempio: bin/polis assignment diff roma.jsonl --seat S000012 --add 1`,
  convert: `bin/polis assignment convert INGRESSO USCITA --to canonical | market | plain [--outcome ESITO] [--json]
  Cambia forma a un file: documento in ordine canonico, mercato compatto, JSON semplice
  (hospital-residents, stable-marriage, calling-order: vedi docs/assignment.md).
  Esempio: bin/polis assignment convert istanza.json istanza.mercato --to market`,
  generate: `bin/polis assignment generate USCITA --shape document | province | provincial | national
                               [--people N] [--seed N] [--mechanism M] [--json]
  Inventa un’istanza di prova: persone e preferenze non esistono.
  Esempio: bin/polis assignment generate prova.jsonl --shape document --people 400 --seed 7`,
};
