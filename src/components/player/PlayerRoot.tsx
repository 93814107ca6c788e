import { useComposedRefs } from '@radix-ui/react-compose-refs';
import { forwardRef } from 'react';
import { type OwnProps, Part, type PartProps } from '../part/Part';
import { withDisplayName } from '../part/withDisplayName';
import { usePlayer } from './player';

interface PlayerRootProps extends PartProps<'div'> {
  component: string;
  own: OwnProps<'div'>;
}

/** The element that goes full screen and accepts dropped files. */
export const PlayerRoot = /* @__PURE__ */ withDisplayName(
  'PlayerRoot',
  /* @__PURE__ */ forwardRef<HTMLDivElement, PlayerRootProps>(function PlayerRoot(props, ref) {
    const { root } = usePlayer(props.component);
    return <Part as="div" {...props} ref={useComposedRefs(ref, root.ref)} />;
  }),
);
