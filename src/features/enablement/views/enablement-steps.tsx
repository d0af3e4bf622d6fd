import { Steps } from '../../../ui/index.ts';

const STEPS = ['I tuoi dati', 'Controllo', 'Codice temporaneo', 'Identificazione', 'Codice personale'];
const DIGITAL_STEPS = ['I tuoi dati', 'Controllo', 'Codice personale'];

/** The steps from the data to the personal code; `current` counts from 0. With a digital identity there is no desk. */
export function EnablementSteps({ current, digital = false }: { current: number; digital?: boolean }) {
  const steps = digital ? DIGITAL_STEPS : STEPS;
  return <Steps current={current} steps={steps.map((label, index) => ({ label, done: index < current }))} />;
}
