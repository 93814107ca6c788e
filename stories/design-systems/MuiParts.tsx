import { useCameraPicker } from '../../src/components/controls/useCameraPicker';
import { useMirrorSwitch } from '../../src/components/controls/useMirrorSwitch';
import { useStartStop } from '../../src/components/player/useStartStop';
import { Button, FormControlLabel, Switch, TextField } from './mui';

export function StartStop() {
  const { action, text, buttonProps } = useStartStop();
  return (
    <Button variant="contained" startIcon={action === 'stop' ? '■' : '▶'} {...buttonProps}>
      {text}
    </Button>
  );
}

export function Camera() {
  const { options, value, setValue, status } = useCameraPicker();
  const items = options.map(({ value, label }) => (
    <option key={value} value={value}>
      {label}
    </option>
  ));
  return (
    <TextField
      label="Webcam"
      value={value}
      error={status === 'error'}
      onChange={(event) => void setValue(event.target.value)}
    >
      {items}
    </TextField>
  );
}

export function Mirror() {
  const { isOn, setMirror } = useMirrorSwitch();
  const control = <Switch checked={isOn} onChange={(_, checked) => setMirror(checked)} />;
  return <FormControlLabel label="Flip" control={control} />;
}
