import { Markdown } from '@storybook/addon-docs/blocks';
import { withLinks } from '../../.storybook/Guide';
import { ERROR_ADVICE } from '../../docs/src/errorCodes';

export function ErrorTable() {
  return (
    <table className="playground-api">
      <thead>
        <tr>
          <th>Code</th>
          <th>What it means</th>
          <th>What to do</th>
        </tr>
      </thead>
      <tbody>
        {Object.entries(ERROR_ADVICE).map(([code, { what, why, todo }]) => (
          <tr key={code}>
            <td>
              <code>{code}</code>
            </td>
            <td>
              <Markdown>{withLinks(`${what} ${why}`, 'errors')}</Markdown>
            </td>
            <td>
              <Markdown>{withLinks(todo, 'errors')}</Markdown>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
