'use client';

export function ClientButton(props) {
  return <button type="button" data-testid="client" {...props} />;
}
