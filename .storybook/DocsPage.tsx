import { Controls, Description, Primary, Stories, Title, useOf } from '@storybook/addon-docs/blocks';
import { ApiSection, ApiText } from './ApiDocs';
import { exportNameOf } from './argTypes';

/**
 * The page of a component with stories: a live example, code to copy and the props. Each related component has its own
 * section.
 */
export default function DocsPage() {
  const { preparedMeta } = useOf('meta', ['meta']);
  const { component, subcomponents = {} } = preparedMeta;
  const names = [component, ...Object.values(subcomponents)].flatMap((each) => exportNameOf(each) ?? []);
  const [name, ...others] = names;
  return (
    <>
      <Title />
      {name !== undefined && others.length === 0 ? <ApiText of={name} /> : <Description />}
      <Primary />
      {others.length === 0 ? <Controls /> : names.map((each) => <ApiSection key={each} of={each} />)}
      <Stories includePrimary={false} />
    </>
  );
}
