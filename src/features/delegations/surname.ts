/** Whether two spellings are the same surname: capitals, accents, apostrophes and spaces do not count. */
export function alike(one: string, other: string): boolean {
  const key = plain(one);
  return key !== '' && key === plain(other);
}

function plain(surname: string): string {
  return surname
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toUpperCase()
    .replace(/[^\p{L}\p{N}]+/gu, '');
}
