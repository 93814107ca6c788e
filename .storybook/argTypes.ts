// The props tables and controls of the component pages, from the same source as the hooks' pages.
import tables from 'virtual:api-tables';
import type { InputType } from 'storybook/internal/types';
import * as api from '../src/index';
import type { ApiRow } from './apiTables';

const names = new Map<unknown, string>(Object.entries(api).map(([name, value]) => [value, name]));

/** Undefined for a component that exists only in the stories. */
export function exportNameOf(component: unknown): string | undefined {
  return names.get(component);
}

function controlFor({ type }: ApiRow): InputType['control'] {
  if (type === 'boolean') return { type: 'boolean' };
  if (type === 'string') return { type: 'text' };
  if (type === 'number') return { type: 'number' };
  return false;
}

export function extractArgTypes(component: unknown): Record<string, InputType> {
  const rows = tables[exportNameOf(component) ?? '']?.rows ?? [];
  return Object.fromEntries(
    rows.map((row) => [
      row.name,
      {
        name: row.name,
        description: row.description,
        type: { name: 'other', value: row.type, required: row.isRequired },
        control: controlFor(row),
        table: {
          type: { summary: row.type },
          ...(row.defaultValue === null ? {} : { defaultValue: { summary: row.defaultValue } }),
        },
      },
    ]),
  );
}
