/** The step does not belong here any more: another page, or another tab, went on. */
export interface WrongStep {
  readonly kind: 'wrong-step';
  /** The page of the step that is pending. */
  readonly resume: string;
}
