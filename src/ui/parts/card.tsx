import type { ComponentChildren } from 'preact';
import { safeHref } from '../frame/safe-href.ts';
import { StateTag, type Tone } from './state-tag.tsx';

export interface CardProps {
  readonly title: string;
  readonly href?: string | undefined;
  readonly state?: { readonly tone: Tone; readonly word: string } | undefined;
  /** The amber bar of a draft, or the green one of what is filed. */
  readonly bar?: 'draft' | 'filed' | 'new' | undefined;
  readonly level?: 2 | 3 | undefined;
  readonly actions?: ComponentChildren;
  readonly children?: ComponentChildren;
}

/** One thing that waits for the reader. */
export function Card({ title, href, state, bar, level = 2, actions, children }: CardProps) {
  const Heading = level === 2 ? 'h2' : 'h3';
  return (
    <article class={bar ? `item-card item-card-${bar}` : 'item-card'}>
      <div class="item-card-top">
        <Heading class="item-card-title">{href === undefined ? title : <a href={safeHref(href)}>{title}</a>}</Heading>
        {state && <StateTag tone={state.tone}>{state.word}</StateTag>}
      </div>
      {children}
      {actions !== undefined && <div class="actions">{actions}</div>}
    </article>
  );
}

/** Cards one under the other, or `empty` in words when there is none. */
export function CardList({ cards, empty }: { cards: readonly CardProps[]; empty: ComponentChildren }) {
  if (cards.length === 0) return <p class="table-empty">{empty}</p>;
  return (
    <ul class="card-list">
      {cards.map((card) => (
        <li key={card.href ?? card.title}>
          <Card {...card} />
        </li>
      ))}
    </ul>
  );
}
