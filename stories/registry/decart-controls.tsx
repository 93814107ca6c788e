'use client';

import {
  ControlRow,
  ControlSpacer,
  type DevicePicker,
  FlipCameraButton,
  FullscreenButton,
  PromptBox,
  ReferenceImage,
  SessionTime,
  useCameraPicker,
  useMicrophonePicker,
  useMirrorSwitch,
  useSnapshotButton,
} from 'decart-react/parts';

/** Controls for `<DecartPlayer>`, some with elements from this file. Replace them with those of your design system. */
export function DecartControls({ presets }: { presets?: readonly string[] }) {
  return (
    <>
      <ReferenceImage />
      <PromptBox presets={presets} />
      <ControlRow>
        <Camera />
        <FlipCameraButton />
        <Microphone />
        <Mirror />
        <Snapshot />
        <ControlSpacer />
        <SessionTime />
        <FullscreenButton />
      </ControlRow>
    </>
  );
}

function Devices({ options, selectProps }: Pick<DevicePicker, 'options' | 'selectProps'>) {
  return (
    <select {...selectProps} className="decart-select">
      {options.map(({ value, label }) => (
        <option key={value} value={value}>
          {label}
        </option>
      ))}
    </select>
  );
}

const Camera = () => <Devices {...useCameraPicker()} />;
const Microphone = () => <Devices {...useMicrophonePicker()} />;

function Mirror() {
  const { switchProps } = useMirrorSwitch();
  return (
    <button {...switchProps} className="decart-button">
      {switchProps['aria-label']}
    </button>
  );
}

function Snapshot() {
  const { buttonProps } = useSnapshotButton();
  return (
    <button {...buttonProps} className="decart-button">
      {buttonProps['aria-label']}
    </button>
  );
}
