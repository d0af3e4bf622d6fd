interface AnswerProps {
  /** In words; new lines separate what was listed. Lines whose order counts carry their own number. */
  readonly value: string;
  /** The exact words of a declaration. */
  readonly text?: string | undefined;
}

/** What was answered to one question, as a summary shows it. */
export function Answer({ value, text }: AnswerProps) {
  const lines = value.split('\n');
  return (
    <>
      {lines.length === 1 ? (
        value
      ) : (
        <ul class="answer-lines">
          {lines.map((line, index) => (
            <li key={index}>{line}</li>
          ))}
        </ul>
      )}
      {text !== undefined && <p>«{text}»</p>}
    </>
  );
}
