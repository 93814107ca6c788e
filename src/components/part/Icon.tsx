import type { ReactNode } from 'react';

/** A path that is drawn with a stroke, or shapes that are filled. */
export function Icon({ drawing }: { drawing: string | ReactNode }) {
  const isPath = typeof drawing === 'string';
  return (
    <svg
      aria-hidden="true"
      viewBox="0 0 24 24"
      width="1.25rem"
      height="1.25rem"
      {...(isPath
        ? {
            fill: 'none',
            stroke: 'currentColor',
            strokeWidth: 2,
            strokeLinecap: 'round',
            strokeLinejoin: 'round',
          }
        : { fill: 'currentColor' })}
    >
      {isPath ? <path d={drawing} /> : drawing}
    </svg>
  );
}
