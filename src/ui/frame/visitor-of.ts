import type { Exchange } from '../../platform/http/index.ts';
import type { Area, Visitor } from './frame.ts';

/** Who is looking, in the words the frame of a page needs; null for somebody not signed in. */
export function visitorOf(exchange: Exchange, area: Area = 'person'): Visitor | null {
  const { visitor, csrf, arrivedAt, requestId } = exchange;
  if (visitor === null) return null;
  const idleSeconds = Math.max(0, Math.floor((visitor.idleUntil.getTime() - arrivedAt.getTime()) / 1000));
  return { name: visitor.name, area, csrf, idleSeconds, attempt: requestId };
}
