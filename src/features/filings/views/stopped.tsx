import type { ComponentChildren } from 'preact';
import { Actions, LinkButton, Notice } from '../../../ui/index.ts';

interface StoppedProps {
  readonly title: string;
  readonly kind: 'info' | 'warning' | 'danger';
  readonly next: string;
  readonly to?: string;
  readonly children?: ComponentChildren;
}

/** What stopped an act, and the way on. */
export function Stopped({ title, kind, next, to = 'Torna alla domanda', children }: StoppedProps) {
  return (
    <>
      <Notice kind={kind} title={title} announced>
        {children}
      </Notice>
      <Actions>
        <LinkButton href={next}>{to}</LinkButton>
      </Actions>
    </>
  );
}
