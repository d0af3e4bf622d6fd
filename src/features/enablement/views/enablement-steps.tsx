import { Steps } from '../../../ui/index.ts';

const STEPS = ['I tuoi dati', 'Controllo', 'Codice temporaneo', 'Identificazione', 'Codice personale'];

/** The five steps from the data to the personal code; `current` counts from 0. */
export function EnablementSteps({ current }: { current: number }) {
  return <Steps current={current} steps={STEPS.map((label, index) => ({ label, done: index < current }))} />;
}
