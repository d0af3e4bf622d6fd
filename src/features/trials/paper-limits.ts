/** Of one archive of papers, and of each file in it; more papers come in more archives. */
export const PAPER_LIMITS = { archive: 20_000_000, files: 1000, each: 2 * 1024 * 1024, unpacked: 60_000_000 } as const;
