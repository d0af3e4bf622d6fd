/** The mark of SPID as AgID draws it, for its blue button; its colours are part of it. */
export function SpidMark() {
  return (
    <svg viewBox="0 0 587.6 587.6" stroke="none" aria-hidden="true" focusable="false">
      <circle cx="293.8" cy="293.8" r="293.8" fill="#fff" />
      <g fill="#06c">
        <path d="M294.6 319c-24.4 0-44.5-8.2-60.3-24.8-15.8-16.5-23.7-37-23.7-61.4 0-24.5 7.9-44.8 23.6-61 15.7-16.2 35.7-24.3 60.2-24.3 24.4 0 44.3 8.2 59.6 24.9 15.3 16.6 23 37 23 61.5 0 24.3-7.7 44.6-23 60.8-15.3 16.1-35 24.3-59.4 24.3" />
        <path d="M210.6 439.1c0-24.5 7.9-44.8 23.5-61 15.7-16.2 35.7-24.3 60.4-24.3 24.4 0 44.3 8.2 59.5 24.9 15.3 16.7 23 37.1 23 61.5" />
      </g>
    </svg>
  );
}
