import { accessSync, constants, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { parseDocument } from 'yaml';
import { scripts } from '../../package.json';

interface Workflow {
  on: object;
  jobs: Record<string, Job>;
}
interface Job {
  needs?: string;
  strategy?: { matrix: { script?: string[] } };
  steps: { uses?: string; run?: string; with?: Record<string, string> }[];
}

const FOLDER = '.github';
const files = readdirSync(FOLDER, { recursive: true, encoding: 'utf8' }).filter((name) =>
  name.endsWith('.yml'),
);
const read = (name: string) => parseDocument(readFileSync(join(FOLDER, name), 'utf8'));
const workflows = files.filter((name) => name.startsWith('workflows'));

/** The commands of a job, with each script of its matrix filled in. */
function commandsOf({ steps, strategy }: Job): string[] {
  const commands = steps.flatMap((step) => [step.run, step.with?.version, step.with?.publish]);
  return commands
    .filter((command) => command !== undefined)
    .flatMap((command) =>
      (strategy?.matrix.script ?? ['']).map((script) =>
        command.replace(/\$\{\{ matrix\.script \}\}/, script),
      ),
    );
}

it('there are workflows to check', () => {
  expect(workflows.length).toBeGreaterThan(3);
});

it.each(files)('%s is valid YAML', (name) => {
  const { errors, warnings } = read(name);
  expect([...errors, ...warnings]).toEqual([]);
});

it.each(workflows)('%s runs only what exists', (name) => {
  const { on, jobs } = read(name).toJS() as Workflow;
  expect(Object.keys(on)).not.toEqual([]);
  for (const job of Object.values(jobs)) {
    if (job.needs) expect(Object.keys(jobs)).toContain(job.needs);
    for (const { uses, run } of job.steps) expect(uses ?? run).toEqual(expect.any(String));
    for (const command of commandsOf(job)) {
      const [, script] = /^npm (?:run )?([\w:.-]+)/.exec(command) ?? [];
      if (script && script !== 'ci') expect(Object.keys(scripts)).toContain(script);
      if (command.startsWith('.')) accessSync(command, constants.X_OK);
    }
  }
});
