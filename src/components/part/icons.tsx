// Icons drawn with strokes in a box of 24 by 24.
export const cameraIcon = 'M3 7h11v10H3zM14 11l6-3v8l-6-3';
export const closeIcon = 'M6 6l12 12M18 6L6 18';
export const moveIcon = 'M12 3v18M3 12h18M9 6l3-3 3 3M9 18l3 3 3-3M6 9l-3 3 3 3M18 9l3 3-3 3';
export const snapshotIcon = 'M4 8h4l2-3h4l2 3h4v11H4zM12 16a3 3 0 100-6 3 3 0 000 6z';
export const recordIcon = 'M12 21a9 9 0 100-18 9 9 0 000 18zM12 15a3 3 0 100-6 3 3 0 000 6z';
export const stopIcon = 'M7 7h10v10H7z';
export const pictureInPictureIcon = 'M3 5h18v14H3zM12 12h6v4h-6z';
export const soundIcon = 'M4 10v4h3l5 4V6l-5 4zM16 9a4 4 0 010 6M18.5 6.5a8 8 0 010 11';
export const silentIcon = 'M4 10v4h3l5 4V6l-5 4zM16 10l4 4M20 10l-4 4';
export const imageIcon = 'M4 5h16v14H4zM4 16l5-5 4 4 2-2 5 5M15 9h.01';
export const shareIcon = 'M12 3v12M7 8l5-5 5 5M5 13v8h14v-8';
export const screenIcon = 'M3 4h18v12H3zM8 20h8M12 16v4M12 13V7M9 10l3-3 3 3';
export const flipIcon = 'M4 12a8 8 0 0113-6l3 2M20 4v4h-4M20 12a8 8 0 01-13 6l-3-2M4 20v-4h4';
export const splitIcon = 'M12 3v18M9 8l-4 4 4 4M15 8l4 4-4 4';
export const statsIcon = 'M5 20v-7M12 20V5M19 20v-10';
export const mirrorIcon = 'M12 3v18M9 7l-6 10h6zM15 7l6 10h-6z';
export const sendIcon = 'M5 12h14M13 6l6 6-6 6';

export const qualityIcon = (
  <>
    <rect x="3" y="15" width="4" height="6" rx="1" />
    <rect x="10" y="10" width="4" height="11" rx="1" />
    <rect x="17" y="4" width="4" height="17" rx="1" />
  </>
);
