import type { Exchange } from '../../platform/http/index.ts';
import type { Area, Visitor } from './frame.ts';

type Known = NonNullable<Exchange['visitor']>;

/** Who is looking, in the words the frame of a page needs; null for somebody not signed in. */
export function visitorOf(exchange: Exchange, area: Area = 'person'): Visitor | null {
  const { visitor, csrf, arrivedAt, requestId, kept } = exchange;
  if (visitor === null) return null;
  const until = (end: Date) => Math.max(0, Math.floor((end.getTime() - arrivedAt.getTime()) / 1000));
  const times = { idleSeconds: until(visitor.idleUntil), leftSeconds: until(visitor.endsAt) };
  return { ...namedVisitor(visitor, csrf, area), ...times, kept, attempt: requestId };
}

/** As much of who is looking as a page needs that knows of no exchange; a delegate with whom they act for. */
export function namedVisitor({ name, delegation }: Known, csrf: string, area: Area = 'person'): Visitor {
  if (delegation === null) return { name, area, csrf };
  const { delegatorName: delegator, number, endsAt: until } = delegation;
  return { name: delegation.delegateName, area, csrf, acting: { delegator, number, until } };
}
