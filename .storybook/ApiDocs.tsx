import tables from 'virtual:api-tables';
import { Markdown, Title } from '@storybook/addon-docs/blocks';
import type { ApiRow } from './apiTables';

/** A page about an export: what it is for, what to copy, and its tables, all from the types. */
export function ApiDocs({ of: name }: { of: string }) {
  const entry = tables[name];
  if (!entry) return <p>There is no export named {name}.</p>;
  const isHook = name.startsWith('use');
  return (
    <>
      <Title>{name}</Title>
      <Markdown>{entry.description}</Markdown>
      {entry.examples.map((example) => (
        <Markdown key={example}>{example}</Markdown>
      ))}
      <Rows title={isHook ? 'Options' : 'Props'} rows={entry.rows} />
      <Rows title="Returns" rows={entry.returns} />
    </>
  );
}

function Rows({ title, rows }: { title: string; rows: readonly ApiRow[] }) {
  if (rows.length === 0) return null;
  return (
    <>
      <h2>{title}</h2>
      <table>
        <thead>
          <tr>
            <th>Name</th>
            <th>Type</th>
            <th>Meaning</th>
            <th>Default</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.name}>
              <td>
                <code>{row.name}</code>
                {row.isRequired && title !== 'Returns' && ' *'}
              </td>
              <td>
                <code>{row.type}</code>
              </td>
              <td>
                <Markdown>{row.description}</Markdown>
              </td>
              <td>{row.defaultValue && <Markdown>{row.defaultValue}</Markdown>}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  );
}
