/** What a browser sends when somebody pastes `data`. */
export function pasteEvent(data: DataTransfer): ClipboardEvent {
  const event = new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true });
  // Firefox leaves out the data that a script gives.
  if (event.clipboardData?.types.length !== data.types.length) {
    Object.defineProperty(event, 'clipboardData', { value: data });
  }
  return event;
}
