export interface Happening {
  id: string;
  /** Milliseconds since the sandbox was created. */
  at: number;
  who: 'Decart' | 'app';
  what: string;
  detail?: string | undefined;
}

const SHOWN = 24;

/** The events, newest first. */
export function Timeline({ happenings }: { happenings: readonly Happening[] }) {
  const newest = [...happenings].sort((a, b) => b.at - a.at).slice(0, SHOWN);
  return (
    <section aria-label="Timeline" className="fault-lab-timeline">
      <h2>What happened</h2>
      <ol>
        {newest.map((happening) => (
          <li key={happening.id} data-who={happening.who}>
            <time>{(happening.at / 1000).toFixed(2)}</time>
            <b>{happening.what}</b> <span>{happening.detail}</span>
          </li>
        ))}
      </ol>
    </section>
  );
}
