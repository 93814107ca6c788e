import type { Through } from '../support/renderStream';

/** The outcome of a session after a fault. Fields that don't apply are left out. */
export interface Row {
  fault: string;
  through: Through;
  outcome: string;
  prompt?: boolean;
  image?: boolean;
  camera?: boolean;
  /** Open at the end. */
  sessions: number;
  tokens: number;
  /** From the fault to the picture, in ms. */
  time?: number;
}

const say = (value: boolean | undefined) => (value === undefined ? '' : value ? 'yes' : 'no');

export function formatTable(rows: Row[]): string {
  const lines = rows.map((row) =>
    [
      row.fault,
      row.through,
      row.outcome,
      say(row.prompt),
      say(row.image),
      say(row.camera),
      row.sessions,
      row.tokens,
      row.time === undefined ? '' : `${(row.time / 1000).toFixed(2)} s`,
    ].join(' | '),
  );
  return `# Every fault of a live session, and how long until the picture is back

Written by \`npm run faults\`: each fault happens to a live session under StrictMode, on the sandbox, in Chromium. The time
runs from the fault (offline and silence: from their end) until the wanted picture is on screen again.

| fault | through | outcome | prompt kept | image kept | camera live | sessions open | tokens | time to picture |
| --- | --- | --- | --- | --- | --- | --- | --- | --- |
${lines.map((line) => `| ${line} |`).join('\n')}
`;
}
