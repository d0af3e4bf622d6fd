import { startAutosave } from './autosave.ts';
import { startCombobox } from './combobox.ts';
import { startAgain, startRefresh } from './come-back.ts';
import { startCountdown } from './countdown.ts';
import { each } from './dom.ts';
import { startFiling } from './filing.ts';
import { startReveal } from './reveal.ts';
import { startSession } from './session.ts';
import { startSubmitOnce } from './submit-once.ts';

each('form[data-autosave]', startAutosave);
each('form[data-once]', startSubmitOnce);
each('form[data-filing]', startFiling);
each('form[data-again]', startAgain);
each('[data-refresh]', startRefresh);
each('[data-reveal]', startReveal);
each('[data-search-choice]', startCombobox);
each('[data-remaining]', startCountdown);
startSession();
