/** Separates the options of a hook from the props of an element: hooks refuse unknown options. */
export function splitProps<Props extends object, Options extends object>(
  props: Props,
  names: Options,
): [options: Pick<Props, Extract<keyof Props, keyof Options>>, element: Omit<Props, keyof Options>] {
  const options = { ...props };
  const element = { ...props };
  for (const name of Object.keys(props)) Reflect.deleteProperty(name in names ? element : options, name);
  return [options, element];
}
