import { useComposedRefs } from '@radix-ui/react-compose-refs';
import { forwardRef } from 'react';
import * as en from '../../labels/english';
import { useLabel } from '../../provider/labels';
import { Part, type PartProps } from '../part/Part';
import { withDisplayName } from '../part/withDisplayName';
import { useEditorOf, useLeaveResult } from './editor';
import { ImageComparison } from './ImageComparison';

export type EditorResultProps = PartProps<'div'>;

/**
 * Shows the result: an image with a slider to compare it with the original, a video with the browser's controls. Renders
 * nothing while there is none.
 *
 * @example
 * ```tsx
 * <EditorResult />
 * ```
 */
export const EditorResult = /* @__PURE__ */ withDisplayName(
  'EditorResult',
  /* @__PURE__ */ forwardRef<HTMLDivElement, EditorResultProps>(function EditorResult(props, ref) {
    const { kind, fileUrl, resultUrl } = useEditorOf('EditorResult');
    const box = useComposedRefs(ref, useLeaveResult());
    const label = useLabel();
    if (!resultUrl) return null;
    return (
      <Part
        as="div"
        component="EditorResult"
        look="decart-result"
        inner={
          <>
            {kind === 'video' && (
              <Part
                as="video"
                component="EditorResult"
                look="decart-picture"
                own={{ 'data-decart-video': 'result' }}
                src={resultUrl}
                aria-label={label('after', en.after)}
                controls
                autoPlay
                muted
                loop
                playsInline
              />
            )}
            {kind === 'image' && fileUrl && (
              <ImageComparison before={fileUrl} after={resultUrl} defaultValue={0} />
            )}
          </>
        }
        {...props}
        ref={box}
      />
    );
  }),
);
