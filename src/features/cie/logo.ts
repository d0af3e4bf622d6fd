/** Shown by the provider beside our name: letters in a square, nothing that asks for a font or a colour profile. */
export const LOGO = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 64 64" role="img" aria-label="Polis">
<rect width="64" height="64" rx="8" fill="#0066cc"/>
<path d="M20 50V14h15a11 11 0 0 1 0 22h-8v14zm7-20h7a5 5 0 0 0 0-10h-7z" fill="#fff"/>
</svg>
`;
