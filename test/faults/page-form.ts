/** What the box of this name held when the page was shown. */
export function shownIn(html: string, name: string): string | undefined {
  return new RegExp(`name="${name}"[^>]* value="([^"]*)"`).exec(html)?.[1];
}

/** Everything the form of answers on a page would send, as it was shown; the token is the caller's to add. */
export function formIn(html: string): Record<string, string> {
  const form = /<form[^>]*data-autosave[\s\S]*?<\/form>/.exec(html)?.[0] ?? '';
  const fields: Record<string, string> = {};
  for (const [input = ''] of form.matchAll(/<input[^>]*>/g)) {
    const name = /name="([^"]*)"/.exec(input)?.[1];
    const ticked = !/type="(radio|checkbox)"/.test(input) || / checked/.test(input);
    if (name !== undefined && name !== 'csrf' && ticked) fields[name] = /value="([^"]*)"/.exec(input)?.[1] ?? '';
  }
  for (const [, name = '', options = ''] of form.matchAll(/<select[^>]*name="([^"]*)"[^>]*>([\s\S]*?)<\/select>/g)) {
    fields[name] = /value="([^"]*)" selected/.exec(options)?.[1] ?? '';
  }
  return fields;
}
