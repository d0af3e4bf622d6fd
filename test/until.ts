/** Waits until `holds` answers something true, asking again and again; throws when it never does. */
export async function until<T>(holds: () => Promise<T> | T, seconds = 20): Promise<NonNullable<T>> {
  const deadline = performance.now() + seconds * 1_000;
  for (;;) {
    const answer = await holds();
    if (answer) return answer as NonNullable<T>;
    if (performance.now() > deadline) throw new Error(`still not so after ${seconds} seconds: ${holds}`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}
