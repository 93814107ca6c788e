import tables from 'virtual:api-tables';
import { Markdown, Title } from '@storybook/addon-docs/blocks';
import type { ApiRow } from './apiTables';

/** A page about an export: what it is for, what to copy, and its tables, all from the types. */
export function ApiDocs({ of: name }: { of: string }) {
  return (
    <>
      <Title>{name}</Title>
      <ApiText of={name} />
      <ApiTable of={name} />
    </>
  );
}

/** The same as a section of a page about several exports. */
export function ApiSection({ of: name }: { of: string }) {
  return (
    <>
      <h2 id={name}>{name}</h2>
      <ApiText of={name} />
      <ApiTable of={name} heading="h3" />
    </>
  );
}

/** The purpose of the export, its import and an example to copy. */
export function ApiText({ of: name }: { of: string }) {
  const api = tables[name];
  if (!api) return <p>There is no export named {name}.</p>;
  const line = `${api.isType ? 'import type' : 'import'} { ${name} } from '${api.entry}';\n`;
  const [first = '```tsx\n```', ...others] = api.examples;
  const examples = [first.replace(/```tsx?\n/, (fence) => `${fence}${line}\n`), ...others];
  return (
    <>
      <Markdown>{api.description}</Markdown>
      {examples.map((example) => (
        <Markdown key={example}>{example}</Markdown>
      ))}
    </>
  );
}

interface ApiTableProps {
  of: string;
  /** Leaves out the fields that have their own tables. */
  without?: readonly string[];
  /** The level of its headings. */
  heading?: 'h2' | 'h3';
}

/** Its parameters and its result. */
export function ApiTable({ of: name, without = [], heading = 'h2' }: ApiTableProps) {
  const api = tables[name];
  if (!api) return null;
  const elsewhere = new Set(without.flatMap((other) => tables[other]?.rows.map((row) => row.name) ?? []));
  const isComponent = /^[A-Z]/.test(name) && !api.isType;
  const rowsTitle = api.isType ? '' : api.isClass ? 'Members' : isComponent ? 'Props' : 'Options';
  const returns = api.returns.filter((row) => !elsewhere.has(row.name));
  return (
    <>
      <Rows heading={heading} title={api.isClass ? 'Constructor' : 'Parameters'} rows={api.parameters} />
      <Rows
        heading={heading}
        title={rowsTitle}
        note={api.rowsNote}
        rows={api.rows.filter((row) => !elsewhere.has(row.name))}
      />
      {api.takesAttributes && (
        <p>
          It also takes the attributes of its element, and a <code>ref</code>.
        </p>
      )}
      {returns.length === api.returns.length && (
        <Rows heading={heading} title="Returns" note={api.returnsNote} rows={returns} />
      )}
    </>
  );
}

/** A value is code; a sentence is not. */
const asCode = (value: string) => (/^('.*'|true|false|null|[\d.]+)$/.test(value) ? `\`${value}\`` : value);

interface RowsProps {
  heading: 'h2' | 'h3';
  title: string;
  note?: string;
  rows: readonly ApiRow[];
}

function Rows({ heading: Heading, title, note, rows }: RowsProps) {
  if (rows.length === 0 && !note) return null;
  const hasDefaults = rows.some((row) => row.defaultValue !== null);
  // Only parameters can be optional.
  const marksRequired = !['', 'Members', 'Returns'].includes(title);
  return (
    <>
      {title && <Heading>{title}</Heading>}
      {note && <Markdown>{note}</Markdown>}
      {rows.length > 0 && (
        <table className="playground-api">
          <thead>
            <tr>
              <th>Name</th>
              <th>Type</th>
              <th>Meaning</th>
              {hasDefaults && <th>Default</th>}
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr key={row.name}>
                <td>
                  <code>{row.name}</code>
                  {marksRequired && row.isRequired && <span title="required"> *</span>}
                </td>
                <td>
                  <code>{row.type}</code>
                </td>
                <td>
                  <Markdown>{row.description}</Markdown>
                </td>
                {hasDefaults && (
                  <td>{row.defaultValue !== null && <Markdown>{asCode(row.defaultValue)}</Markdown>}</td>
                )}
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </>
  );
}
