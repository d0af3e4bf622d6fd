import type { ComponentChildren } from 'preact';
import { Icon, type IconName } from './icon.tsx';

export type NoticeKind = 'info' | 'success' | 'warning' | 'danger';

const looks: Readonly<Record<NoticeKind, { icon: IconName; word: string }>> = {
  info: { icon: 'it-info-circle', word: 'Informazione' },
  success: { icon: 'it-check-circle', word: 'Fatto' },
  warning: { icon: 'it-warning-circle', word: 'Attenzione' },
  danger: { icon: 'it-error', word: 'Problema' },
};

interface NoticeProps {
  kind: NoticeKind;
  /** Replaces the word of the kind ("Attenzione"). */
  title?: string | undefined;
  /** Read out by screen readers when the page opens. */
  announced?: boolean | undefined;
  children?: ComponentChildren;
}

/** A message that matters, with icon and word beside the colour. */
export function Notice({ kind, title, announced, children }: NoticeProps) {
  const { icon, word } = looks[kind];
  return (
    <div class={`notice notice-${kind}`} role={announced ? 'status' : undefined}>
      <Icon name={icon} size="large" />
      <div class="notice-body">
        <p class="notice-title">{title ?? word}</p>
        {typeof children === 'string' ? <p>{children}</p> : children}
      </div>
    </div>
  );
}
