import { Icon, type IconName } from './icon.tsx';

export type Tone = 'neutral' | 'info' | 'success' | 'warning' | 'danger';

const icons: Readonly<Record<Tone, IconName>> = {
  neutral: 'it-minus-circle',
  info: 'it-info-circle',
  success: 'it-check-circle',
  warning: 'it-warning-circle',
  danger: 'it-close-circle',
};

/** A state in one or two words: icon and word say it, colour only repeats. */
export function StateTag({ tone, children }: { tone: Tone; children: string }) {
  return (
    <span class={`state state-${tone}`}>
      <Icon name={icons[tone]} /> {children}
    </span>
  );
}
