import { useCameraPicker } from '../../src/components/controls/useCameraPicker';
import { useMirrorSwitch } from '../../src/components/controls/useMirrorSwitch';
import { useStartStop } from '../../src/components/player/useStartStop';
import { Button, NativeSelect, NativeSelectOption, Switch } from './shadcn';

export function StartStop() {
  const { action, text, buttonProps } = useStartStop();
  return (
    <Button variant={action === 'stop' ? 'outline' : 'default'} {...buttonProps}>
      {text}
    </Button>
  );
}

export function Camera() {
  const { options, selectProps } = useCameraPicker();
  const items = options.map(({ value, label }) => (
    <NativeSelectOption key={value} value={value}>
      {label}
    </NativeSelectOption>
  ));
  return <NativeSelect {...selectProps}>{items}</NativeSelect>;
}

export function Mirror() {
  const { isOn, setMirror, switchProps } = useMirrorSwitch();
  return <Switch checked={isOn} onCheckedChange={setMirror} aria-label={switchProps['aria-label']} />;
}
