/** Who stands at the desk in the person's place, and the written proxy they bring. */
export interface WrittenProxy {
  /** The procedure that allows it. */
  readonly procedureId: string;
  readonly surname: string;
  readonly name: string;
  readonly document: string;
  /** Number and date of the written proxy. */
  readonly number: string;
  readonly copy: Uint8Array;
}
