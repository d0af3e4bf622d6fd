import { uuidv7 } from 'uuidv7';
import type { Route } from '../../platform/http/index.ts';
import { absent, seeOther } from '../../platform/http/index.ts';
import { actOf } from './act-routes.ts';
import type { ApplicationDeps } from './deps.ts';
import { paths } from './opened.ts';
import { contextOf, isId } from './opened-store.ts';
import { backOf, onSection, ownApplication } from './opening-routes.ts';
import { recordTitle } from './record-model.ts';
import { withCopy, withoutItem, withRestored } from './removal.ts';
import { changeSection } from './section-store.ts';

const SECTION = '/istanze/:application/sezioni/:section';
const CLOSED = 'Non cambiato: in questo momento le risposte non si possono modificare.';

/** Adding, copying and taking away items of a list, and putting back what was taken away. */
export function itemRoutes(deps: ApplicationDeps): Route[] {
  return [
    { method: 'GET', path: `${SECTION}/nuovo`, policy: ownApplication, handle: newItem(deps) },
    { method: 'POST', path: `${SECTION}/:item/copia`, policy: ownApplication, handle: copyItem(deps) },
    { method: 'POST', path: `${SECTION}/:item/rimozione`, policy: ownApplication, handle: removeItem(deps) },
    {
      method: 'POST',
      path: '/istanze/:application/tolti/:section/:removed',
      policy: ownApplication,
      handle: restore(deps),
    },
  ];
}

/** A new item has an address from the start, so that autosave, reload and a return after the login find it. */
function newItem(deps: ApplicationDeps) {
  return onSection(deps, async (exchange, opened, section) => {
    if (section.kind !== 'list') return absent();
    return seeOther(withBack(paths.record(opened.application.id, section.id, uuidv7()), backOf(exchange)));
  });
}

function copyItem(deps: ApplicationDeps) {
  return onSection(deps, async (exchange, opened, section) => {
    const { id } = opened.application;
    if (!opened.writable) return seeOther(paths.application(id), CLOSED);
    const [key, newId] = [exchange.params['item'] ?? '', uuidv7()];
    const act = actOf(exchange);
    const changed = await changeSection(
      deps.database,
      opened.application,
      (now) => withCopy(section, now, key, newId),
      act,
    );
    const list = withBack(paths.section(id, section.id), backOf(exchange));
    if (changed === undefined) return seeOther(list, 'Non copiata: la voce non c’è più, o la sezione è piena.');
    return seeOther(
      withBack(paths.record(id, section.id, newId), backOf(exchange)),
      'Questa è la copia: cambia quello che è diverso. I documenti allegati non si copiano.',
    );
  });
}

function removeItem(deps: ApplicationDeps) {
  return onSection(deps, async (exchange, opened, section) => {
    const { id } = opened.application;
    if (!opened.writable) return seeOther(paths.application(id), CLOSED);
    const key = exchange.params['item'] ?? '';
    const context = await contextOf(deps, opened, exchange.arrivedAt);
    const title = recordTitle(section, opened.application, key, context);
    const about = { id: uuidv7(), title, at: exchange.arrivedAt.toISOString() };
    const act = actOf(exchange);
    const changed = await changeSection(
      deps.database,
      opened.application,
      (now) => withoutItem(section, now, key, about),
      act,
    );
    const list = withBack(paths.section(id, section.id), backOf(exchange));
    return seeOther(
      list,
      changed === undefined ? 'Questa voce non c’era già più.' : `Hai tolto «${title}». Puoi rimetterla.`,
    );
  });
}

function restore(deps: ApplicationDeps) {
  return onSection(deps, async (exchange, opened, section) => {
    const { id } = opened.application;
    if (!opened.writable) return seeOther(paths.application(id), CLOSED);
    const removedId = exchange.params['removed'] ?? '';
    if (!isId(removedId)) return absent();
    const act = actOf(exchange);
    const removed = opened.application.removed[section.id]?.find((each) => each.id === removedId);
    const changed = await changeSection(
      deps.database,
      opened.application,
      (now) => withRestored(section, now, removedId),
      act,
    );
    const back = withBack(paths.record(id, section.id, removed?.file?.key ?? ''), backOf(exchange));
    return seeOther(
      back,
      changed === undefined
        ? 'Non rimesso: non c’è più, o il suo posto è occupato.'
        : `Hai rimesso «${removed?.title ?? ''}».`,
    );
  });
}

export function withBack(path: string, back: string): string {
  return back === '' ? path : `${path}?torna=${back}`;
}
